import type { FullConfig } from '@playwright/test';
import { startForum } from '#tests/fixtures/served-forum.ts';
import { translationServer } from '#tests/fixtures/translation-server.ts';
import { buildForum } from '../../server/build.mjs';

/**
 * Builds what is not built, and serves a seeded demo to each worker from a folder of its own, beside
 * a server that translates for them.
 */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const { dir } = await buildForum();
  const translator = await translationServer();
  const forums = await Promise.all(
    Array.from({ length: workers }, () =>
      startForum({ dir, env: { TRANSLATION_URL: translator.url } }),
    ),
  );
  process.env['FORUM_URLS'] = forums.map(({ url }) => url).join(' ');
  return async () => {
    await Promise.all(forums.map((forum) => forum.stop()));
    await translator.close();
  };
}
