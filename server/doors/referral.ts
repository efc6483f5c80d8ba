/**
 * `npm run referral:retention [-- --dry-run]`, `referral:prove -- <case code>`, `referral:replay`: how
 * long patients are kept, the proof that one is erased, and erasing again what a restored backup has
 * brought back.
 */
import { join } from 'node:path';
import { openKeyRing } from '#server/ground.ts';
import type { Config } from '#server/platform/config.ts';
import { localFileStore } from '#server/platform/files/index.ts';
import { transaction } from '#server/platform/database/transaction.ts';
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
import { operate, say, type Work } from './command.ts';

type Words = Work & { ring: KeyRing; words: string[] };

const commands: Record<string, (work: Words) => Promise<number>> = { retention, prove, replay };

async function retention({ config, database, ring, words }: Words): Promise<number> {
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

async function prove({ config, database, ring, words }: Words): Promise<number> {
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

async function replay({ config, database, ring }: Words): Promise<number> {
  const codes = await replayErasures(database, storeOf(config), anchorsOf(config), ring.signingKey);
  for (const code of codes) say(`${code} erased again`);
  say(`${codes.length} cases had come back.`);
  return 0;
}

const storeOf = (config: Config) => localFileStore(join(config.dataDir, 'files'));
const anchorsOf = (config: Config) => join(config.dataDir, 'audit-anchors');

operate(async (work) => {
  const [name = '', ...words] = process.argv.slice(2);
  const command = commands[name];
  if (!command) throw new SetupError(`Say which: ${Object.keys(commands).join(', ')}.`);
  return command({ ...work, ring: await openKeyRing(work.config, work.ground), words });
});
