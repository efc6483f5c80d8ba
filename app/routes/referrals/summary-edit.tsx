import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { EditSummary } from '#app/features/summaries/edit-summary.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';
import { SUMMARY_PARTS, type SummaryLang, type SummaryPart } from '#server/summaries/plain.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

/** The draft there is, else the version in force as the beginning of the next. */
export const loader = page(['summaries'], async ({ forum, params, url }) => {
  const code = storedCode(params.code);
  const of = await forum.call('summaries.ofCase', { code });
  if (!of.rights.write) throw notFound();
  const from =
    of.draft || of.issued
      ? await forum.call('summaries.read', { code, draft: of.draft !== null })
      : null;
  return {
    code,
    kind: of.kind,
    version: of.draft?.version ?? null,
    words: from?.words ?? null,
    saved: url.searchParams.has('saved'),
  };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const given = text(form, 'version');
  const { version } = await forum.call('summaries.save', {
    code,
    version: given === '' ? null : Number(given),
    words: { ja: partsOf(form, 'ja'), en: partsOf(form, 'en') },
  });
  if (text(form, 'act') !== 'issue') return redirect(`${casePath(code, 'summary', 'edit')}?saved`);
  await forum.call('summaries.issue', { code, version });
  return redirect(casePath(code));
});

function partsOf(form: FormData, lang: SummaryLang) {
  return Object.fromEntries(
    SUMMARY_PARTS.map((part) => [part, text(form, `${lang}.${part}`)]),
  ) as Record<SummaryPart, string>;
}

export const meta = titled('summaries', (t) => t('edit.title'));

export default function SummaryEdit() {
  const { code, kind, version, words, saved } = useLoaderData<typeof loader>().data;
  const state = formState(useActionData<typeof action>());
  const t = useT('summaries');
  return (
    <EditSummary
      key={version ?? 'new'}
      code={code}
      kind={kind}
      version={version}
      words={words}
      saved={saved}
      state={state}
      t={t}
    />
  );
}
