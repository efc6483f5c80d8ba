import { join } from 'node:path';
import { queues } from './housekeeping.ts';
import type { Config } from './platform/config.ts';
import { bootKeyRing, databaseCanaries, type KeyRing } from './platform/crypto/index.ts';
import { checkAppRole, checkDatabase } from './platform/database/check.ts';
import { startEmbedded } from './platform/database/embedded.ts';
import { migrate } from './platform/database/migrate.ts';
import { openDatabase, type Database } from './platform/database/transaction.ts';
import type { Files } from './platform/files/index.ts';
import { installJobs } from './platform/jobs/index.ts';
import { decideMode } from './platform/mode.ts';

export type Ground = {
  /** The owner's connection: migrations, seed, sealing of the mode. */
  owner: string;
  /** The forum's own role: everything else. */
  app: string;
  stop(): Promise<void>;
};

type Say = (step: string) => void;

/** The database to work on: the one that is configured, or our own PostgreSQL in the data folder. */
export async function openGround(config: Config, say: Say): Promise<Ground> {
  if (config.databaseUrl && config.migrateUrl) {
    return { owner: config.migrateUrl, app: config.databaseUrl, stop: async () => {} };
  }
  const embedded = await startEmbedded({ dir: join(config.dataDir, 'postgres'), onStep: say });
  return { owner: embedded.ownerUrl, app: embedded.appUrl, stop: embedded.stop };
}

/** Brings the database to the present schema; answers the migrations that it lacked. */
export async function prepareGround(config: Config, ground: Ground, say: Say): Promise<string[]> {
  await checkDatabase(ground.owner);
  const { applied } = await migrate({ ownerUrl: ground.owner, log: say });
  await installJobs(ground.owner, queues);
  await checkAppRole(ground.app);
  await decideMode(ground.owner, config.mode);
  if (config.mode === 'production') await layReference(ground);
  return applied;
}

export async function openKeyRing(config: Config, ground: Ground): Promise<KeyRing> {
  const database = openDatabase(ground.app, { max: 1, statementTimeoutMs: 5000 });
  try {
    return await bootKeyRing(config.keyringFile, databaseCanaries(database), new Date());
  } finally {
    await database.close();
  }
}

/** Fills an empty demo. Answers false where there were data already. */
export async function seedDemo(ground: Ground, keyRing: KeyRing): Promise<boolean> {
  const { seed } = await import('#prisma/seed/index.ts');
  return seed({ ownerUrl: ground.owner, keyRing });
}

/** Gives the demo's posts their files. */
export async function seedDemoFiles(forum: { database: Database; files: Files }): Promise<void> {
  const { seedFiles } = await import('#prisma/seed/files.ts');
  await seedFiles(forum.database, forum.files);
}

/** Vocabularies, ICD-10 and the library: what a forum needs before it has anybody of its own. */
async function layReference(ground: Ground): Promise<void> {
  const { seedReference } = await import('#prisma/seed/index.ts');
  await seedReference({ ownerUrl: ground.owner });
}
