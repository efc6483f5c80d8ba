/** `npm run icd:load -- codes.csv`: a list of ICD-10 codes with their names (columns: docs/architecture.md). */
import { readFile } from 'node:fs/promises';
import { prepareGround } from '#server/ground.ts';
import { loadIcd } from '#server/operations.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import { operate, say } from './command.ts';

/** So many faults tell what is wrong with a file; more are counted. */
const SHOWN = 50;

operate(async ({ config, ground, database }) => {
  const [file] = process.argv.slice(2);
  if (!file) throw new SetupError('Say which: npm run icd:load -- codes.csv');
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new SetupError(`${file} cannot be read: ${error.message}`);
  });
  await prepareGround(config, ground, say);
  const { faults, added, changed, same } = await loadIcd(database, text);
  for (const { line, fault } of faults.slice(0, SHOWN)) say(`line ${line}: ${fault}`);
  if (faults.length > SHOWN) say(`and ${faults.length - SHOWN} more`);
  if (faults.length > 0) {
    say(`Nothing was loaded: ${faults.length} lines want mending.`);
    return 1;
  }
  say(`${added} codes added, ${changed} changed, ${same} as they were.`);
  return 0;
});
