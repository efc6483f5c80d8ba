import { afterAll, beforeAll, expect, it } from 'vitest';
import { library } from '#server/library/index.ts';
import { visitor } from '#server/platform/access/actor.ts';
import { openDatabase, type Database } from '#server/platform/database/transaction.ts';
import { createKernel } from '#server/platform/kernel.ts';
import { createLog } from '#server/platform/log.ts';
import { createMetrics } from '#server/platform/metrics.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';

let fresh: FreshDatabase;
let database: Database;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 2, statementTimeoutMs: 5000 });
});

afterAll(async () => {
  await database?.close();
  await fresh?.drop();
});

it.each([
  [{ country: [3] }, { path: 'country.0', message: 'wrongType' }],
  [{ page: 'two' }, { path: 'page', message: 'notANumber' }],
  [{ q: 'x'.repeat(201) }, { path: 'q', message: 'tooLong', limit: 200 }],
  [{ page: 5001 }, { path: 'page', message: 'tooBig' }],
  [{ page: 0 }, { path: 'page', message: 'tooSmall' }],
  [{ contry: ['TH'] }, { path: 'contry', message: 'unknownField' }],
])('a refused input says which field is wrong, and how: %j', async (input, issue) => {
  await expect(ask('library.list', input)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    issues: [issue],
  });
});

it('a field that is missing is said to be required', async () => {
  await expect(ask('library.item', {})).rejects.toMatchObject({
    issues: [{ path: 'slug', message: 'required' }],
  });
});

function ask(name: string, input: object) {
  const kernel = createKernel(
    { library },
    {
      database,
      services: { mode: 'demo', origin: () => 'http://localhost' } as never,
      log: createLog('silent'),
      metrics: createMetrics(),
      secondFactor: 'whenEnrolled',
      limitsScale: 1,
      refuseWords: async () => undefined,
    },
  );
  return kernel.execute(name, input, { actor: visitor('en'), door: 'api', requestId: 'test' });
}
