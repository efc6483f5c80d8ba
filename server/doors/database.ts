/**
 * `npm run db:migrate`, `db:seed`, `db:reset`: the database without the forum on it.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { openGround, openKeyRing, prepareGround, seedDemo, type Ground } from '#server/ground.ts';
import { readConfig, type Config } from '#server/platform/config.ts';
import { SetupError } from '#server/platform/setup-error.ts';

const commands: Record<string, (config: Config, ground: Ground) => Promise<string>> = {
  migrate: migrateDatabase,
  seed: seedDatabase,
  reset: resetDatabase,
};

async function migrateDatabase(config: Config, ground: Ground): Promise<string> {
  const applied = await prepareGround(config, ground, say);
  return applied.length > 0 ? `Applied ${applied.length}.` : 'The database is up to date.';
}

async function seedDatabase(config: Config, ground: Ground): Promise<string> {
  refuseInProduction(config);
  await prepareGround(config, ground, say);
  const seeded = await seedDemo(ground, await openKeyRing(config, ground));
  return seeded ? 'The demo is in place.' : 'There are data already; npm run db:reset starts anew.';
}

async function resetDatabase(config: Config, ground: Ground): Promise<string> {
  refuseInProduction(config);
  await refuseInUse(ground);
  const sql = postgres(ground.owner, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe('DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE').simple();
    await sql.unsafe('CREATE SCHEMA public');
  } finally {
    await sql.end();
  }
  // They sign the log that has just gone; beside the new one they would read as tampering.
  await rm(join(config.dataDir, 'audit-anchors'), { recursive: true, force: true });
  return seedDatabase(config, ground);
}

function refuseInProduction(config: Config): void {
  if (config.mode === 'demo') return;
  throw new SetupError('This forum is in production: its data are neither seeded nor reset.');
}

async function refuseInUse(ground: Ground): Promise<void> {
  const sql = postgres(ground.owner, { max: 1, onnotice: () => {} });
  try {
    const others = await sql`
      SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;
    if (others.length === 0) return;
    throw new SetupError('A forum is running on this database. Stop it, then reset.');
  } finally {
    await sql.end();
  }
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

async function main(): Promise<void> {
  const command = commands[process.argv[2] ?? ''];
  if (!command) throw new SetupError(`Say which: ${Object.keys(commands).join(', ')}.`);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const ground = await openGround(config, say);
  try {
    process.stdout.write(`${await command(config, ground)}\n`);
  } finally {
    await ground.stop();
  }
}

main().catch((error: Error) => {
  const known = ['SetupError', 'ConfigError'].includes(error.name);
  process.stderr.write(`${known ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
