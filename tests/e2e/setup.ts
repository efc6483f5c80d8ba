import { startForum } from '#tests/fixtures/served-forum.ts';
import { translationServer } from '#tests/fixtures/translation-server.ts';

/** Builds what is not built, and serves a seeded demo from a folder of its own, beside a server that translates for it. */
export default async function setup(): Promise<() => Promise<void>> {
  const translator = await translationServer();
  const forum = await startForum({ env: { TRANSLATION_URL: translator.url } });
  process.env['FORUM_URL'] = forum.url;
  return async () => {
    await forum.stop();
    await translator.close();
  };
}
