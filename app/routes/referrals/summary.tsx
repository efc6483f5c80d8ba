import { redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { SummaryPage } from '#app/features/summaries/summary-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { action as act, page, text } from '#app/page.ts';
import { formState } from '#app/ui/index.ts';

export const loader = page(['summaries'], async ({ forum, params, url }) => {
  const code = storedCode(params.code);
  const of = await forum.call('summaries.ofCase', { code });
  return { of, read: await forum.call('summaries.read', { code, ...kindIn(url) }) };
});

/** What was written of the second opinion before the stay, where that is asked for. */
function kindIn(url: URL) {
  return url.searchParams.get('of') === 'opinion' ? { kind: 'opinion' as const } : {};
}

export const action = act(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  if (text(form, 'act') === 'send') {
    return forum.call('summaries.send', {
      code,
      address: text(form, 'address'),
      name: text(form, 'name'),
      lang: text(form, 'lang') as 'en',
    });
  }
  if (text(form, 'act') === 'print') {
    await forum.call('summaries.print', {
      code,
      lang: text(form, 'lang') as 'ja',
      kind: text(form, 'kind') as 'stay',
    });
    return redirect(casePath(code, 'documents'));
  }
  await forum.call('summaries.review', { code });
  return redirect(casePath(code));
});

export const meta = titled('summaries', (t) => t('tab'));

export default function Summary() {
  const { of, read } = useLoaderData<typeof loader>().data;
  const answer = useActionData<typeof action>();
  return (
    <SummaryPage
      of={of}
      read={read}
      sent={answer?.ok ? answer.data : null}
      state={formState(answer)}
      t={useT('summaries')}
      format={useFormat()}
    />
  );
}
