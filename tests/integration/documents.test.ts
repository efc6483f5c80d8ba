import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import { printDocument } from '#server/documents/index.ts';
import { createPrinter } from '#server/platform/documents/index.ts';
import {
  acceptance,
  asTheOwner,
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
  const order = () =>
    asTheOwner(
      ground,
      (sql) =>
        sql`SELECT encode(sealed, 'escape') AS sealed FROM document_order WHERE document_id = ${made.id}`,
    );
  const [before] = await order();
  expect(before!['sealed']).not.toContain(MARK);
  const jobs = await ground.run(
    `SELECT data::text AS data FROM pgboss.job WHERE name = 'documents.print'`,
    [],
  );
  expect(JSON.stringify(jobs.rows)).not.toContain(MARK);
  await print(made.id);
  expect(await order()).toHaveLength(0);
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
  const left = await asTheOwner(
    ground,
    (sql) => sql`SELECT 1 FROM document_order WHERE document_id = ${made.id}`,
  );
  expect(left).toHaveLength(0);
});

test('what a hospital ordered is not printed once the case is no longer open to it', async () => {
  const { code, id, offers } = await offeredCase(ground, { mark: MARK });
  await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
  const made = await ground.aoba.call('documents.makeLetter', { code, lang: 'ja' });
  await asTheOwner(
    ground,
    (sql) => sql`UPDATE disclosure_grant SET revoked_at = now()
      WHERE referral_id = ${id} AND org_id = ${ground.aoba.actor.orgId}`,
  );
  await print(made.id);
  const { papers } = await ground.partner.call('documents.ofCase', { code });
  expect(papers.find((paper) => paper.id === made.id)).toMatchObject({ state: 'failed' });
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

test('a whole case is on paper for whoever ordered it alone, and counts as an export', async () => {
  const { code } = offered;
  await ground.aoba.call('referrals.accept', acceptance(offered.offers['aoba']!));
  const before = await ground.partner.call('interop.exportPage', { code });
  const made = await ground.partner.call('interop.printCase', { code, lang: 'en' });
  expect(made.left).toBe(before.left - 1);
  await print(made.id);
  const kinds = async (who: Someone) =>
    (await who.call('documents.ofCase', { code })).papers.map(({ kind }) => kind);
  expect(await kinds(ground.partner)).toContain('caseRecord');
  const file = await ground.partner.call('documents.open', { documentId: made.id });
  expect(file.name).toMatch(/^CR-/);
  for (const who of [ground.aoba, ground.officer]) {
    expect(await kinds(who)).not.toContain('caseRecord');
    const why = { documentId: made.id, reason: 'question' } as const;
    expect((await refusal(who.call('documents.open', why))).status).toBe(404);
  }
  const silent = ground.officer.call('interop.printCase', { code, lang: 'ja' });
  expect((await refusal(silent)).code).toBe('REASON_REQUIRED');
  const asked = ground.shiomi.call('interop.printCase', { code, lang: 'ja' });
  expect((await refusal(asked)).status).toBe(404);
});

test('a return summary is on paper for its hospital and the sender; the officer has no such paper', async () => {
  const { code } = offered;
  await asTheOwner(
    ground,
    (sql) => sql`UPDATE referral SET state = 'discharged' WHERE code = ${code}`,
  );
  const said = { diagnosis: `D${MARK}`, treatment: 'T', medication: 'M', followUp: 'F' };
  const draft = { code, version: null, words: { ja: said, en: said } };
  const { version } = await ground.aoba.call('summaries.save', draft);
  const early = ground.aoba.call('summaries.print', { code, lang: 'ja' });
  expect((await refusal(early)).code).toBe('STATE_CHANGED');
  await ground.aoba.call('summaries.issue', { code, version });
  const made = await ground.partner.call('summaries.print', { code, lang: 'en' });
  await print(made.id);
  for (const who of [ground.partner, ground.aoba]) {
    const { papers } = await who.call('documents.ofCase', { code });
    expect(papers[0]).toMatchObject({ id: made.id, kind: 'returnSummary', state: 'ready' });
    const file = await who.call('documents.open', { documentId: made.id });
    expect(file.name).toMatch(/^RS-\d{4}-\d{6}\.pdf$/);
  }
  const { papers } = await ground.officer.call('documents.ofCase', { code });
  expect(papers.map(({ kind }) => kind)).not.toContain('returnSummary');
  const why = { documentId: made.id, reason: 'question' } as const;
  expect((await refusal(ground.officer.call('documents.open', why))).status).toBe(404);
  const byOfficer = ground.officer.call('summaries.print', { code, lang: 'en' });
  expect((await refusal(byOfficer)).status).toBe(403);
});
