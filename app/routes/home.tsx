import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { HomePage } from '#app/features/home/home-page.tsx';
import type { Overview } from '#app/features/home/overview.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import type { loader as rootLoader } from '#app/root.tsx';

export const meta = titled('home', (t) => t('title'));

export const loader = page(['home'], async ({ forum }) => {
  const overview: Overview = await forum.call('home.overview', {});
  return { overview, now: new Date().toISOString() };
});

export default function Home() {
  const { overview, now } = useLoaderData<typeof loader>().data;
  const root = useRouteLoaderData<typeof rootLoader>('root');
  return (
    <HomePage
      overview={overview}
      name={root?.data.shell?.person.name ?? ''}
      now={now}
      format={useFormat()}
      t={useT('home')}
    />
  );
}
