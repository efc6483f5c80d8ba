import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { EstimatePage } from '#app/features/estimates/estimate-page.tsx';
import { numberOf } from '#app/features/estimates/read-lines.ts';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text, type ActionArgs } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

export const loader = page(['estimates'], async ({ forum, params, url }) => {
  const code = storedCode(params.code);
  const of = await forum.call('estimates.ofCase', { code });
  const wanted = Number(url.searchParams.get('version')) || null;
  const shown =
    of.versions.find(({ number }) => number === wanted) ??
    of.versions.find(({ id }) => id === of.current) ??
    of.versions[0];
  if (!shown || !of.rights.lines) throw notFound();
  const detail = await forum.call('estimates.detail', { estimateId: shown.id });
  return { of, shown, detail };
});

export const action = act(async (args) => {
  const { form, params } = args;
  const code = storedCode(params.code);
  const done = await ACTS[text(form, 'act') as keyof typeof ACTS]?.(args, code);
  if (!done) throw notFound();
  return redirect(done);
});

/** What the page's forms do, each with where it leads. */
const ACTS = {
  async issue({ forum, form }: ActionArgs, code: string) {
    await forum.call('estimates.issue', step(form));
    return casePath(code);
  },
  async accept({ forum, form }: ActionArgs, code: string) {
    await forum.call('estimates.accept', step(form));
    return casePath(code);
  },
  async decline({ forum, form }: ActionArgs, code: string) {
    const reason = text(form, 'reason') as 'other';
    await forum.call('estimates.decline', { ...step(form), reason, words: text(form, 'words') });
    return casePath(code);
  },
  async print({ forum, form }: ActionArgs, code: string) {
    const lang = text(form, 'lang') as 'ja';
    await forum.call('estimates.print', { estimateId: text(form, 'estimateId'), lang });
    return casePath(code, 'documents');
  },
  async recordDeposit({ forum, form }: ActionArgs, code: string) {
    await forum.call('estimates.recordDeposit', {
      code,
      clientId: text(form, 'clientId'),
      amountYen: numberOf(text(form, 'amountYen')),
      on: text(form, 'on'),
      receipt: text(form, 'receipt'),
    });
    return casePath(code, 'estimate');
  },
  async waiveDeposit({ forum, form }: ActionArgs, code: string) {
    const clientId = text(form, 'clientId');
    const reason = text(form, 'reason') as 'other';
    await forum.call('estimates.waiveDeposit', {
      code,
      clientId,
      reason,
      words: text(form, 'words'),
    });
    return casePath(code, 'estimate');
  },
  async undoDeposit({ forum, form }: ActionArgs, code: string) {
    await forum.call('estimates.undoDeposit', { code, depositId: text(form, 'depositId') });
    return casePath(code, 'estimate');
  },
};

function step(form: FormData) {
  return { estimateId: text(form, 'estimateId'), version: Number(text(form, 'version')) };
}

export const meta = titled('estimates', (t) => t('tab'));

export default function Estimate() {
  const { of, shown, detail } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  return (
    <EstimatePage
      key={`${shown.id} ${shown.version} ${detail.deposits.length}`}
      of={of}
      shown={shown}
      detail={detail}
      today={detail.today}
      state={state}
      t={useT('estimates')}
      format={useFormat()}
    />
  );
}
