import { useLoaderData } from '@remix-run/react';
import { storedCode } from '#app/features/referrals/addresses.ts';
import { worklistData } from '#app/features/referrals/worklist-data.ts';
import { WorklistPage } from '#app/features/referrals/worklist-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import { WORKLIST_VIEWS } from '#server/referrals/plain.ts';

export const loader = page(['referrals'], async ({ forum, url, context }) => {
  const view = WORKLIST_VIEWS.find((one) => one === url.searchParams.get('view'));
  const code = url.searchParams.get('code')?.trim().slice(0, 20);
  const after = url.searchParams.get('after');
  const told = await forum.call('referrals.worklist', {
    ...(view && { view }),
    ...(code && { code: storedCode(code) }),
    ...(after && { after }),
  });
  return worklistData(told, context.lang, code || null);
});

export const meta = titled('referrals', (t) => t('title'));

export default function Worklist() {
  const list = useLoaderData<typeof loader>().data;
  return <WorklistPage list={list} t={useT('referrals')} format={useFormat()} />;
}
