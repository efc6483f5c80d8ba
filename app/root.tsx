// First, so that the order of the layers is said before any of them is filled.
import './ui/styles/index.css';
import type { MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from '@remix-run/react';
import { useContext, type ReactNode } from 'react';
import { LANG_TAGS, type Lang } from './i18n/lang.ts';
import { Nonce } from './nonce.ts';
import { page } from './page.ts';
import { readDisplay } from './shell/display.ts';
import { ErrorPage } from './shell/error-page.tsx';
import { Frame, type FrameKind } from './shell/frame.tsx';
import type { RootData, ShellData } from './shell/shell-data.ts';

/** What a route may say about itself. Pages are framed and scripted unless they say otherwise. */
export type Handle = { frame?: FrameKind; scripts?: false };

export const loader = page(['shell', 'words'], async ({ forum, actor, context, request }) => {
  const { lang, demo } = context;
  const shell =
    actor.kind === 'person' ? ((await forum.call('home.shell', {})) as ShellData) : null;
  const root: RootData = {
    lang,
    timeZone: actor.timeZone,
    demo,
    ...readDisplay(request.headers.get('Cookie')),
    shell,
    maintenance: shell ? shell.maintenance : await forum.call('announcements.nextMaintenance', {}),
  };
  return root;
});

export const meta: MetaFunction = () => [{ title: 'MEJ Forum' }];

/** The document around every page and every error page. */
export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(Nonce);
  const root = useRouteLoaderData<typeof loader>('root')?.data;
  const lang: Lang = root?.lang ?? 'ja';
  const scripts = useHandles().every((handle) => handle.scripts !== false);
  return (
    <html
      lang={LANG_TAGS[lang]}
      data-theme={root?.theme}
      data-rail={root?.railFolded ? 'folded' : undefined}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="icon" href="/mark.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        {scripts && <ScrollRestoration nonce={nonce} />}
        {scripts && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function App() {
  const kind = useHandles().findLast((handle) => handle.frame)?.frame;
  return (
    <Frame kind={kind}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  return (
    <Frame>
      <ErrorPage />
    </Frame>
  );
}

function useHandles(): Handle[] {
  return useMatches().map((match) => (match.handle ?? {}) as Handle);
}
