/**
 * `npm run keys:status`, `keys:add`, `keys:activate -- <kid>`, `keys:rewrap`, `keys:retire -- <kid>`,
 * `keys:rekey -- <case code>`: changing the keys that wrap the data keys, while the forum runs.
 */
import postgres from 'postgres';
import {
  activateKey,
  addKey,
  bootKeyRing,
  databaseCanaries,
  keyCounts,
  keysInFile,
  readKeyRing,
  retireKey,
  rewrapAll,
  type KeyRing,
} from '#server/platform/crypto/index.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { isAppError } from '#server/platform/errors.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import { rekeyCase } from '#server/operations.ts';
import { operate, say, type Work } from './command.ts';

type Words = Work & { ring: KeyRing; word: string };

const commands: Record<string, (work: Words) => Promise<number>> = {
  status,
  add,
  activate,
  rewrap,
  retire,
  rekey,
};

/** Every key with its state, and how many rows are wrapped under it. */
async function status({ config, database }: Words): Promise<number> {
  const counts = await transaction(database, {}, keyCounts, { readOnly: true });
  for (const { kid, state, created } of await keysInFile(config.keyringFile)) {
    const own = counts.filter((each) => each.kid === kid);
    const rows = own.map((each) => `${each.table} ${each.rows}`).join(', ') || 'no rows';
    say(`${kid}  ${state.padEnd(7)}  ${created.slice(0, 10)}  ${rows}`);
  }
  return 0;
}

async function add({ config }: Words): Promise<number> {
  const kid = await addKey(config.keyringFile, new Date());
  say(`Added ${kid}. Back up ${config.keyringFile}, then: npm run keys:activate -- ${kid}`);
  return 0;
}

async function activate({ config, database, word }: Words): Promise<number> {
  await activateKey(config.keyringFile, wordOf(word, 'keys:activate -- k20270401'));
  // The database remembers the key, so that no later start does without it.
  await bootKeyRing(config.keyringFile, databaseCanaries(database), new Date());
  say(`${word} wraps from now on. Next: npm run keys:rewrap`);
  return 0;
}

async function rewrap({ database, ring }: Words): Promise<number> {
  const began = performance.now();
  const { rows, broken } = await rewrapAll(database, ring, (count) => say(`${count} rows`));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`Wrapped ${rows} keys under ${ring.active} in ${seconds} s.`);
  for (const { table, id } of broken) say(`DOES NOT OPEN: ${table} ${id}`);
  return broken.length > 0 ? 1 : 0;
}

async function retire({ config, ground, database, word }: Words): Promise<number> {
  const kid = wordOf(word, 'keys:retire -- k20260401');
  const counts = await transaction(database, {}, keyCounts, { readOnly: true });
  const left = counts.filter((each) => each.kid === kid);
  if (left.length > 0) {
    const where = left.map((each) => `${each.rows} of ${each.table}`).join(', ');
    throw new SetupError(`"${kid}" still wraps ${where}. First: npm run keys:rewrap`);
  }
  await retireKey(config.keyringFile, kid);
  const sql = postgres(ground.owner, { max: 1, onnotice: () => {} });
  // A start looks for every key that the database knows of.
  await sql`DELETE FROM key_canary WHERE kid = ${kid}`.finally(() => sql.end());
  say(`${kid} is retired. It stays in the file, for older backups of the database.`);
  return 0;
}

async function rekey({ database, ring, word }: Words): Promise<number> {
  const code = wordOf(word, 'keys:rekey -- K7QF2M9X-3');
  const values = await rekeyCase(database, ring, code).catch((error) => {
    throw isAppError(error) ? new SetupError(`There is no case ${code} with data.`) : error;
  });
  say(`${code} has a new key; ${values} values were sealed again.`);
  return 0;
}

function wordOf(word: string, example: string): string {
  if (word) return word;
  throw new SetupError(`Say which: npm run ${example}`);
}

operate(async (work) => {
  const [name = '', word = ''] = process.argv.slice(2);
  const command = commands[name];
  if (!command) throw new SetupError(`Say which: ${Object.keys(commands).join(', ')}.`);
  const ring = await readKeyRing(work.config.keyringFile);
  if (!ring) throw new SetupError(`There is no key ring at ${work.config.keyringFile}.`);
  return command({ ...work, ring, word });
});
