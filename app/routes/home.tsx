import { redirect } from '@remix-run/node';
import { useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import { HomePage } from '#app/features/home/home-page.tsx';
import { describe } from '#app/features/home/describe.ts';
import { titled } from '#app/i18n/titled.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { page } from '#app/page.ts';
import type { loader as rootLoader } from '#app/root.tsx';

export const meta = titled('home', (t) => t('title'));

export const loader = page(['home', 'announcements'], async ({ forum, actor, context }) => {
  // Whoever is not signed in is a guest of the public site, in the language they prefer.
  if (actor.kind === 'visitor') throw redirect(`/${context.lang}`);
  const overview = await forum.call('home.overview', {});
  return { overview, now: new Date().toISOString() };
});

export default function Home() {
  const { overview, now } = useLoaderData<typeof loader>().data;
  const root = useRouteLoaderData<typeof rootLoader>('root');
  const shell = root?.data.shell;
  // Whatever is told to a person passes here: what waits, and what is announced.
  useRefresh(
    shell ? [{ channel: { kind: 'person', id: shell.personId }, asOfSeq: shell.asOfSeq }] : [],
  );
  const t = useT('home');
  const format = useFormat();
  const lang = root?.data.lang ?? 'ja';
  return (
    <HomePage
      overview={describe(overview as Parameters<typeof describe>[0], { t, lang, format })}
      name={shell?.person.name ?? ''}
      announcements={overview.announcements}
      now={now}
      format={format}
      t={t}
    />
  );
}
