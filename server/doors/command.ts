import { existsSync } from 'node:fs';
import { openGround, type Ground } from '#server/ground.ts';
import { readConfig, type Config } from '#server/platform/config.ts';
import { openDatabase, type Database } from '#server/platform/database/transaction.ts';

/** What an operator's command works with. */
export type Work = { config: Config; ground: Ground; database: Database };

/** A fault that is a sentence for the operator and no trace. */
const SENTENCES = ['SetupError', 'ConfigError', 'AppError'];

export function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

/**
 * Runs an operator's command on the forum's database, which is started for it where nobody serves it, and
 * ends the process with the code that `run` answers; a fault is said and ends it with `failure`.
 */
export function operate(
  run: (work: Work) => Promise<number>,
  { failure = 1, print = say }: { failure?: number; print?: (line: string) => void } = {},
): void {
  perform(run, print).then(
    (code) => (process.exitCode = code),
    (error: Error) => {
      const said = SENTENCES.includes(error.name) ? error.message : error.stack;
      process.stderr.write(`${said}\n`);
      process.exitCode = failure;
    },
  );
}

async function perform(
  run: (work: Work) => Promise<number>,
  print: (line: string) => void,
): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const ground = await openGround(config, print);
  try {
    const database = openDatabase(ground.app, { max: 2, statementTimeoutMs: 60_000 });
    try {
      return await run({ config, ground, database });
    } finally {
      await database.close();
    }
  } finally {
    await ground.stop();
  }
}
