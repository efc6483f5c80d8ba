import { useRouteLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { RootData } from './shell-data.ts';

/** `shell`: rail and bar, for members. `bare`: the mark and the page, for signing in. */
export type FrameKind = 'shell' | 'bare' | 'none';

/** The frame around a page; without a member it falls back to the bare one. */
export function Frame({ kind = 'shell', children }: { kind?: FrameKind; children: ReactNode }) {
  const root = useRouteLoaderData('root') as { data: RootData } | undefined;
  return (
    <main id="content" data-frame={root?.data.shell ? kind : 'bare'}>
      {children}
    </main>
  );
}
