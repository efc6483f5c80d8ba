import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { byField } from '#app/features/estimates/by-field.ts';
import { EditEstimate } from '#app/features/estimates/edit-estimate.tsx';
import { linesOf, numberOf } from '#app/features/estimates/read-lines.ts';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { titled } from '#app/i18n/titled.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, notFound, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export { revalidateWhenStale as shouldRevalidate } from '#app/revalidate-stale.ts';

/** The draft there is, else the newest version as the beginning of the next. */
export const loader = page(['estimates'], async ({ forum, params }) => {
  const code = storedCode(params.code);
  const of = await forum.call('estimates.ofCase', { code });
  if (!of.rights.write) throw notFound();
  const draft = of.versions.find(({ state }) => state === 'draft') ?? null;
  const from = draft ?? of.versions[0];
  const detail = from ? await forum.call('estimates.detail', { estimateId: from.id }) : null;
  return { code, version: draft?.version ?? null, detail };
});

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const version = text(form, 'version');
  const currency = text(form, 'currency');
  await forum.call('estimates.saveDraft', {
    code,
    version: version === '' ? null : Number(version),
    yenPerPoint: numberOf(text(form, 'yenPerPoint')),
    taxPercent: numberOf(text(form, 'taxPercent')),
    depositYen: numberOf(text(form, 'depositYen')),
    validUntil: text(form, 'validUntil'),
    rate: currency
      ? {
          currency: currency as 'USD',
          yenPerUnit: numberOf(text(form, 'yenPerUnit')),
          on: text(form, 'rateOn'),
        }
      : null,
    words: {
      lines: linesOf(form),
      diagnosis: text(form, 'diagnosis'),
      plan: text(form, 'plan'),
      assumptions: text(form, 'assumptions'),
      depositTerms: text(form, 'depositTerms'),
    },
  });
  const of = await forum.call('estimates.ofCase', { code });
  return redirect(`${casePath(code, 'estimate')}?version=${of.versions[0]!.number}`);
});

export const meta = titled('estimates', (t) => t('edit.title'));

export default function EstimateEdit() {
  const { code, version, detail } = useLoaderData<typeof loader>().data;
  const state = byField(formState(useActionData<typeof action>()));
  const t = useT('estimates');
  return <EditEstimate code={code} version={version} detail={detail} state={state} t={t} />;
}
