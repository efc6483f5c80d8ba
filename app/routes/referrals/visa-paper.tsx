import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { PaperForm } from '#app/features/visa/paper-form.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import { MOST_COMPANIONS, MOST_STAGES, PAPER_LANGS, type PaperKind } from '#server/visa/plain.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const loader = page(['visa', 'referrals'], ({ forum, params }) =>
  forum.call('visa.paperStart', { code: storedCode(params.code) }),
);

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const kind = text(form, 'kind') as PaperKind;
  await forum.call('visa.orderPaper', {
    code,
    version: Number(text(form, 'version')),
    kind,
    langs: PAPER_LANGS.filter((lang) => form.has(`in-${lang}`)),
    diagnosis: { ja: text(form, 'diagnosis.ja'), en: text(form, 'diagnosis.en') },
    plan: { ja: text(form, 'plan.ja'), en: text(form, 'plan.en') },
    physician: text(form, 'physician'),
    department: text(form, 'department'),
    purpose: (text(form, 'purpose') || 'treatment') as 'treatment',
    companions: kind === 'visitCertificate' ? companionsOf(form) : [],
    stages: kind === 'treatmentSchedule' ? stagesOf(form) : [],
    conditions: text(form, 'conditions'),
  });
  return redirect(casePath(code, 'documents'));
});

/** The companions that the form asks for. */
function companionsOf(form: FormData) {
  const all = Array.from({ length: MOST_COMPANIONS }, (_, index) => `companions.${index}`);
  return all
    .filter((at) => form.has(`${at}.name`))
    .map((at) => ({
      name: text(form, `${at}.name`),
      relation: text(form, `${at}.relation`),
      birthDate: text(form, `${at}.birthDate`),
      passport: text(form, `${at}.passport`),
    }));
}

/** The lines of a schedule; one that is empty is left out by its place. */
function stagesOf(form: FormData) {
  const all = Array.from({ length: MOST_STAGES }, (_, index) => `stages.${index}`);
  return all
    .filter((at) => form.has(`${at}.from`))
    .map((at) => {
      const from = text(form, `${at}.from`);
      const to = text(form, `${at}.to`);
      const said = { ja: text(form, `${at}.text.ja`), en: text(form, `${at}.text.en`) };
      if (!from && !to && !said.ja && !said.en) return null;
      return { from, to: to || from, place: text(form, `${at}.place`) as 'abroad', text: said };
    });
}

export const meta = titled('visa', (t) => t('prints.new'));

export default function VisaPaper() {
  const start = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return <PaperForm start={start} state={state} t={useT('visa')} />;
}
