import { afterAll, beforeAll, expect, test } from 'vitest';
import { printDocument } from '#server/documents/index.ts';
import { createPrinter } from '#server/platform/documents/index.ts';
import {
  acceptance,
  offeredCase,
  referralsGround,
  refusal,
  type Ground,
  type Offered,
} from './referrals-ground.ts';

const MARK = 'Wvqx4';
const printer = createPrinter();
let ground: Ground;
let offered: Offered;

beforeAll(async () => {
  ground = await referralsGround();
  offered = await offeredCase(ground, { mark: MARK });
});
afterAll(async () => {
  await printer.stop();
  await ground?.close();
});

const print = (documentId: string, attempt = 0) =>
  printDocument({ ...ground, printer }, documentId, attempt);

async function bytesOf(documentId: string): Promise<Buffer> {
  const file = await ground.partner.call('documents.open', { documentId });
  expect(file.name).toMatch(/^RL-\d{4}-\d{6}\.pdf$/);
  const parts: Buffer[] = [];
  for await (const part of await ground.files.open(file)) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

test('a letter is ordered, printed by its job, and downloaded by those who may see who the patient is', async () => {
  const { code } = offered;
  const made = await ground.partner.call('documents.makeLetter', { code, lang: 'ja' });
  expect((await refusal(ground.partner.call('documents.open', { documentId: made.id }))).code).toBe(
    'DOCUMENT_NOT_READY',
  );
  await print(made.id);
  const { papers } = await ground.partner.call('documents.ofCase', { code });
  expect(papers[0]).toMatchObject({
    id: made.id,
    number: made.number,
    state: 'ready',
    unprintable: 0,
  });
  expect((await bytesOf(made.id)).toString('latin1', 0, 5)).toBe('%PDF-');
  // A hospital that is only asked, one that was not, and other staff: there is no such paper.
  for (const who of [ground.aoba, ground.kaedeno, ground.otherStaff, ground.otherPartner]) {
    expect((await refusal(who.call('documents.open', { documentId: made.id }))).status).toBe(404);
  }
  expect((await refusal(ground.officer.call('documents.open', { documentId: made.id }))).code).toBe(
    'REASON_REQUIRED',
  );
  await ground.officer.call('documents.open', { documentId: made.id, reason: 'question' });
});

test('what it is printed from lies sealed, and is gone once it is printed', async () => {
  const made = await ground.partner.call('documents.makeLetter', {
    code: offered.code,
    lang: 'en',
  });
  const row = () =>
    ground.run(
      "SELECT encode(sealed, 'escape') AS sealed, wrapped_key, state FROM document WHERE id = $1",
      [made.id],
    );
  const before = (await row()).rows[0]!;
  expect(before.sealed).not.toContain(MARK);
  const jobs = await ground.run(
    `SELECT data::text AS data FROM pgboss.job WHERE name = 'documents.print'`,
    [],
  );
  expect(JSON.stringify(jobs.rows)).not.toContain(MARK);
  await print(made.id);
  expect((await row()).rows[0]).toMatchObject({ sealed: null, wrapped_key: null, state: 'ready' });
});

test('a job that runs twice prints one paper', async () => {
  const made = await ground.partner.call('documents.makeLetter', {
    code: offered.code,
    lang: 'en',
  });
  await Promise.all([print(made.id), print(made.id)]);
  await print(made.id);
  const { rows } = await ground.run(
    `SELECT 1 FROM file WHERE owner_kind = 'document' AND owner_id = $1`,
    [made.id],
  );
  expect(rows).toHaveLength(1);
});

test('the last try that fails says so on the record and keeps no data', async () => {
  const made = await ground.partner.call('documents.makeLetter', {
    code: offered.code,
    lang: 'en',
  });
  const broken = {
    print: () => Promise.reject(new Error('no paper')),
    stop: async () => undefined,
  };
  await expect(printDocument({ ...ground, printer: broken }, made.id, 0)).rejects.toThrow();
  await expect(printDocument({ ...ground, printer: broken }, made.id, 2)).rejects.toThrow();
  const { papers } = await ground.partner.call('documents.ofCase', { code: offered.code });
  expect(papers.find(({ id }) => id === made.id)).toMatchObject({ state: 'failed' });
});

test('the hospital that has accepted gets the papers, addressed to its doctor', async () => {
  await ground.aoba.call('referrals.accept', acceptance(offered.offers['aoba']!));
  const made = await ground.aoba.call('documents.makeLetter', { code: offered.code, lang: 'ja' });
  await print(made.id);
  expect(
    (await ground.aoba.call('documents.ofCase', { code: offered.code })).papers.length,
  ).toBeGreaterThan(3);
  expect(
    (await refusal(ground.shiomi.call('documents.ofCase', { code: offered.code }))).status,
  ).toBe(404);
});
