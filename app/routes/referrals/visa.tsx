import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { VisaPage } from '#app/features/visa/visa-page.tsx';
import { NOBODY, visaView } from '#app/features/visa/view.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text, type ActionArgs } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const loader = page(['visa'], async ({ forum, params, context }) => {
  const told = await forum.call('visa.ofCase', { code: storedCode(params.code) });
  return visaView(told, context.lang);
});

export const action = act(async (args) => {
  const code = storedCode(args.params.code);
  const act = text(args.form, 'act');
  if (!isAct(act)) throw notFound();
  await ACTS[act](args, code);
  return redirect(casePath(code, 'visa'));
});

/** What the page's forms do. */
const ACTS = {
  nameGuarantor: ({ forum, form }: ActionArgs, code: string) => {
    const orgId = text(form, 'orgId');
    const was = text(form, 'was') || null;
    return forum.call('visa.nameGuarantor', { code, orgId: orgId === NOBODY ? null : orgId, was });
  },
  bring: ({ forum, form }: ActionArgs, code: string) =>
    forum.call('visa.bring', {
      ...step(form, code),
      item: text(form, 'item') as 'passport',
      state: text(form, 'state') as 'open',
      on: text(form, 'on') || null,
      paperOn: text(form, 'paperOn') || null,
      reason: (text(form, 'reason') || null) as 'notAsked' | null,
    }),
  record: ({ forum, form }: ActionArgs, code: string) =>
    forum.call('visa.record', {
      ...step(form, code),
      step: text(form, 'step') as 'applied',
      on: text(form, 'on'),
      validUntil: text(form, 'step') === 'issued' ? text(form, 'validUntil') || null : null,
      stayUntil: text(form, 'stayUntil') || null,
    }),
  takeBack: ({ forum, form }: ActionArgs, code: string) =>
    forum.call('visa.takeBack', step(form, code)),
  takeBackDuty: ({ forum, form }: ActionArgs, code: string) =>
    forum.call('visa.takeBackDuty', step(form, code)),
  guarantee: ({ forum, form }: ActionArgs, code: string) =>
    forum.call('visa.guarantee', {
      ...step(form, code),
      number: text(form, 'number'),
      on: text(form, 'on'),
    }),
  settle: ({ forum, form }: ActionArgs, code: string) =>
    forum.call('visa.settle', { ...step(form, code), on: text(form, 'on') }),
  reportExit: ({ forum, form }: ActionArgs, code: string) =>
    forum.call('visa.reportExit', {
      ...step(form, code),
      leftOn: text(form, 'leftOn'),
      reportedOn: text(form, 'reportedOn') || null,
    }),
};

function isAct(act: string): act is keyof typeof ACTS {
  return Object.hasOwn(ACTS, act);
}

function step(form: FormData, code: string) {
  return { code, version: Number(text(form, 'version')) };
}

export const meta = titled('visa', (t) => t('tab'));

export default function Visa() {
  const of = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return <VisaPage of={of} state={state} t={useT('visa')} format={useFormat()} />;
}
