/**
 * `npm run admin:create -- --email a@b.example --family 山田 --given 花子`: the first administrator of a
 * production forum, and any further one.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createAdmin } from '#server/first-admin.ts';
import { openGround, prepareGround } from '#server/ground.ts';
import { readConfig } from '#server/platform/config.ts';
import { openDatabase, transaction } from '#server/platform/database/transaction.ts';
import { SetupError } from '#server/platform/setup-error.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, family: { type: 'string' }, given: { type: 'string' } },
  });
  if (!values.email || !values.family) {
    throw new SetupError(
      'Say who: npm run admin:create -- --email name@host --family 山田 --given 花子',
    );
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig(process.env);
  const ground = await openGround(config, say);
  try {
    await prepareGround(config, ground, say);
    const database = openDatabase(ground.app, { max: 1, statementTimeoutMs: 10_000 });
    const who = { email: values.email, familyName: values.family, givenName: values.given ?? '' };
    const { path } = await transaction(database, {}, (tx) => createAdmin(tx, who));
    await database.close();
    say(
      `Open this within the hour to set the password: ${config.origin ?? `http://localhost:${config.port}`}${path}`,
    );
  } finally {
    await ground.stop();
  }
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

main().catch((error: Error) => {
  const known = ['SetupError', 'ConfigError', 'AppError'].includes(error.name);
  process.stderr.write(`${known ? error.message : error.stack}\n`);
  process.exitCode = 1;
});
