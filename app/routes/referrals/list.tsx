import { useLoaderData } from '@remix-run/react';
import { worklistData } from '#app/features/referrals/worklist-data.ts';
import { WorklistPage } from '#app/features/referrals/worklist-page.tsx';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';

const VIEWS = ['waiting', 'running', 'done'] as const;

export const loader = page(['referrals'], async ({ forum, url, context }) => {
  const view = VIEWS.find((one) => one === url.searchParams.get('view'));
  return worklistData(await forum.call('referrals.worklist', view ? { view } : {}), context.lang);
});

export const meta = titled('referrals', (t) => t('title'));

export default function Worklist() {
  const list = useLoaderData<typeof loader>().data;
  return <WorklistPage list={list} t={useT('referrals')} format={useFormat()} />;
}
