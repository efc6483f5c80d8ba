/**
 * `npm run referral:retention [-- --dry-run]`, `referral:prove -- <case code>`, `referral:replay`: how
 * long patients are kept, the proof that one is erased, and erasing again what a restored backup has
 * brought back.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openGround, openKeyRing, type Ground } from '#server/ground.ts';
import { readConfig, type Config } from '#server/platform/config.ts';
import { localFileStore } from '#server/platform/files/index.ts';
import { openDatabase, transaction, type Database } from '#server/platform/database/transaction.ts';
import { isAppError } from '#server/platform/errors.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import {
  extendErasureList,
  proveErased,
  replayErasures,
  runRetention,
  signedProof,
} from '#server/operations.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';

type Work = { config: Config; ground: Ground; database: Database; ring: KeyRing; words: string[] };

const commands: Record<string, (work: Work) => Promise<number>> = { retention, prove, replay };

async function retention({ config, database, ring, words }: Work): Promise<number> {
  const dryRun = words.includes('--dry-run');
  const counts = await runRetention(database, storeOf(config), { dryRun });
  const { held, ...erased } = counts;
  for (const [rule, count] of Object.entries(erased)) {
    say(`${rule.padEnd(7)} ${count} ${dryRun ? 'would be erased' : 'erased'}`);
  }
  say(`held    ${held} kept by a legal hold`);
  if (!dryRun) await extendErasureList(database, anchorsOf(config), ring.signingKey);
  return 0;
}

async function prove({ config, database, ring, words }: Work): Promise<number> {
  const code = words[0];
  if (!code) throw new SetupError('Say which: npm run referral:prove -- K7QF2M9X-3');
  const proof = await transaction(database, {}, (tx) => proveErased(tx, storeOf(config), code), {
    readOnly: true,
  }).catch((error) => {
    throw isAppError(error) ? new SetupError(`There is no case ${code}.`) : error;
  });
  for (const [table, rows] of Object.entries(proof.rows)) say(`${table}: ${rows}`);
  for (const left of proof.leftovers) say(`LEFT: ${left}`);
  say(
    proof.leftovers.length === 0 ? 'Nothing of the patient is left.' : 'The patient is NOT erased.',
  );
  process.stdout.write(`${signedProof(proof, ring.signingKey)}\n`);
  return proof.leftovers.length === 0 ? 0 : 1;
}

async function replay({ config, database, ring }: Work): Promise<number> {
  const codes = await replayErasures(database, storeOf(config), anchorsOf(config), ring.signingKey);
  for (const code of codes) say(`${code} erased again`);
  say(`${codes.length} cases had come back.`);
  return 0;
}

const storeOf = (config: Config) => localFileStore(join(config.dataDir, 'files'));
const anchorsOf = (config: Config) => join(config.dataDir, 'audit-anchors');

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

async function main(): Promise<number> {
  const [name = '', ...words] = process.argv.slice(2);
  const command = commands[name];
  if (!command) throw new SetupError(`Say which: ${Object.keys(commands).join(', ')}.`);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const ground = await openGround(config, say);
  const database = openDatabase(ground.app, { max: 2, statementTimeoutMs: 60_000 });
  try {
    const ring = await openKeyRing(config, ground);
    return await command({ config, ground, database, ring, words });
  } finally {
    await database.close();
    await ground.stop();
  }
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    const known = ['SetupError', 'ConfigError'].includes(error.name);
    process.stderr.write(`${known ? error.message : error.stack}\n`);
    process.exitCode = 1;
  },
);
