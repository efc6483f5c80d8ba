/**
 * `npm run admin:create -- --email a@b.example --family 山田 --given 花子`: the first administrator of a
 * production forum, and any further one.
 */
import { parseArgs } from 'node:util';
import { createAdmin } from '#server/first-admin.ts';
import { prepareGround } from '#server/ground.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import { operate, say } from './command.ts';

operate(async ({ config, ground, database }) => {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, family: { type: 'string' }, given: { type: 'string' } },
  });
  if (!values.email || !values.family) {
    throw new SetupError(
      'Say who: npm run admin:create -- --email name@host --family 山田 --given 花子',
    );
  }
  await prepareGround(config, ground, say);
  const who = { email: values.email, familyName: values.family, givenName: values.given ?? '' };
  const { path } = await transaction(database, {}, (tx) => createAdmin(tx, who));
  const origin = config.origin ?? `http://localhost:${config.port}`;
  say(`Open this within the hour to set the password: ${origin}${path}`);
  return 0;
});
