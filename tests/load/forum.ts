import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '#server/platform/database/embedded.ts';
import { startForum, type RunningForum } from '#tests/fixtures/served-forum.ts';
import { populate, type Population } from './population.ts';

export type LoadedForum = Population & {
  forum: RunningForum;
  ownerUrl: string;
  dataDir: string;
  /** What PostgreSQL writes about itself. */
  postgresLog: string;
  /** A fresh process on the same data: nothing warm, nothing left over. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** As a demo on this machine, but with limits that a load test does not run into. */
const ENV = { LIMITS_SCALE: '100000', LOG_LEVEL: 'error', FORUM_MODE: 'demo' };

/** The built forum with an embedded database of its own (a real one: every commit reaches the disk). */
export async function startLoadedForum(): Promise<LoadedForum> {
  const dataDir = mkdtempSync(join(tmpdir(), 'forum-load-'));
  // Held here too, so that the database outlives restarts of the forum.
  const embedded = await startEmbedded({ dir: join(dataDir, 'postgres') });
  const start = () => startForum({ dataDir, env: ENV });
  let forum = await start();
  const population = await populate(embedded.ownerUrl);
  return {
    ...population,
    get forum() {
      return forum;
    },
    ownerUrl: embedded.ownerUrl,
    dataDir,
    postgresLog: join(dataDir, 'postgres', 'postgres.log'),
    async restart() {
      await forum.stop();
      forum = await start();
    },
    async stop() {
      await forum.stop();
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
