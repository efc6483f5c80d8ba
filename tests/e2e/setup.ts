import { startForum } from '#tests/fixtures/served-forum.ts';

/** Builds what is not built, and serves a seeded demo from a folder of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  const forum = await startForum();
  process.env['FORUM_URL'] = forum.url;
  return forum.stop;
}
