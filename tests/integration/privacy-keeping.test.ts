import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, transaction, type Tx } from '#server/platform/database/transaction.ts';
import { orderDocument, printDocument } from '#server/documents/index.ts';
import { writePicture } from '#server/files/index.ts';
import { createPrinter } from '#server/platform/documents/index.ts';
import {
  extendErasureList,
  proveErased,
  readErasureList,
  replayErasures,
  runRetention,
  signedProof,
} from '#server/privacy/index.ts';
import { asOwner, inDatabase, theCluster } from '#tests/fixtures/cluster.ts';
import { pdfOf } from '#tests/fixtures/documents.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  bringPaper,
  casePage,
  completeDraft,
  CONSENT,
  offeredCase,
  refusal,
  referralsGround,
  reviewedCase,
  standing,
  type Ground,
} from './referrals-ground.ts';

const MARK = 'Kpx6q';

let ground: Ground;
let admin: Someone;
let privacy: Someone;

beforeAll(async () => {
  ground = await referralsGround();
  admin = await ground.as('admin@mej.example');
  privacy = await ground.as('privacy@mej.example');
});
afterAll(() => ground.close());

const anchors = () => join(ground.dataDir, 'audit-anchors');

/** A case that a hospital had, with a question, words about an opening and a printed paper; now closed. */
async function closedCase({ paper = false, picture = false } = {}) {
  const offered = await offeredCase(ground, { mark: MARK });
  const { code, id, offers } = offered;
  await ground.shiomi.call('referrals.askQuestion', { offerId: offers.shiomi!.id, text: 'Which?' });
  await ground.officer.call('referrals.identity', { code, reason: 'question', words: 'A call' });
  await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
  const documentId = paper ? await printedLetter(code) : '';
  const pictured = picture ? await picturedPaper(code) : null;
  await asTheOwner(
    ground,
    (sql) => sql`UPDATE referral SET state = 'closed', closed_at = now() WHERE id = ${id}`,
  );
  return { code, id, documentId, pictured };
}

async function printedLetter(code: string): Promise<string> {
  const { id } = await ground.partner.call('documents.makeLetter', { code, lang: 'en' });
  const printer = createPrinter();
  const { database, files, keyRing } = ground;
  await printDocument({ database, files, keyRing, printer }, id, 0);
  await printer.stop();
  return id;
}

/** A paper of the case with a picture of its first page, as somebody has looked at it. */
async function picturedPaper(code: string) {
  const name = `${MARK}.pdf`;
  const { paperId } = await bringPaper(ground, ground.aoba, code, await pdfOf(), { name });
  const { file, view } = await ground.aoba.call('papers.look', { paperId, page: 1, size: 'small' });
  const picture = await ground.files.draw(file, view);
  const kept = {
    ...view,
    picture: { ...picture, wrappedKey: Uint8Array.from(picture.wrappedKey) },
  };
  expect(await ground.aoba.call('papers.keepPicture', { paperId, ...kept })).toBe(true);
  return { paperId, kept };
}

const prove = (code: string) =>
  transaction(ground.database, {}, (tx) => proveErased(tx, ground.fileStore, code), {
    readOnly: true,
  });

async function erase(code: string) {
  const { requestId } = await privacy.call('privacy.askErasure', { code, reason: 'patientWish' });
  await admin.call('privacy.decideRequest', { requestId, confirm: true });
  await expect
    .poll(async () => (await readErasureList(anchors(), ground.keyRing.signingKey)).length)
    .toBeGreaterThan(0);
}

describe('erasing the patient of a case', () => {
  it('takes two people: whoever asked cannot confirm, and the database holds to it', async () => {
    const { code } = await closedCase();
    const { requestId } = await admin.call('privacy.askErasure', { code, reason: 'patientWish' });
    const own = admin.call('privacy.decideRequest', { requestId, confirm: true });
    expect((await refusal(own)).code).toBe('SECOND_PERSON_NEEDED');
    await expect(
      asTheOwner(
        ground,
        (sql) =>
          sql`UPDATE case_request SET state = 'confirmed', decided_by = asked_by, decided_at = now() WHERE id = ${requestId}`,
      ),
    ).rejects.toThrow(/case_request_two/);
    await expect(ground.partner.call('referrals.identity', { code })).resolves.toBeTruthy();
    const twice = privacy.call('privacy.askErasure', { code, reason: 'other' });
    expect((await refusal(twice)).code).toBe('REQUEST_OPEN');
    await admin.call('privacy.withdrawRequest', { requestId });
    expect(
      (await refusal(privacy.call('privacy.decideRequest', { requestId, confirm: true }))).code,
    ).toBe('STATE_CHANGED');
  });

  it('is not for others, and not while the case goes on', async () => {
    const { code } = await closedCase();
    for (const who of [
      ground.partner,
      ground.officer,
      ground.otherStaff,
      ground.aoba,
      ground.shiomi,
    ]) {
      const asked = who.call('privacy.askErasure', { code, reason: 'other' });
      expect((await refusal(asked)).kind).toMatch(/forbidden|notFound/);
    }
    const running = await offeredCase(ground);
    const asked = privacy.call('privacy.askErasure', { code: running.code, reason: 'other' });
    expect((await refusal(asked)).code).toBe('NOT_ERASABLE');
  });

  it('leaves code and times, and nothing of the patient in any table or in the store', async () => {
    const { code, id, documentId, pictured } = await closedCase({ paper: true, picture: true });
    const before = await prove(code);
    expect(before.leftovers.length, 'the proof can fail').toBeGreaterThan(2);
    expect(before.leftovers.some((line) => line.startsWith('a file in the store'))).toBe(true);
    expect(before.leftovers).toContain('1 rows of file_picture');
    await erase(code);
    await expect.poll(async () => (await prove(code)).leftovers).toEqual([]);
    expect(signedProof(await prove(code), ground.keyRing.signingKey)).toContain(code);
    for (const who of [ground.partner, ground.officer, ground.aoba, admin]) {
      for (const part of ['identity', 'clinical', 'teaser'] as const) {
        const read = who.call(`referrals.${part}`, { code } as never);
        expect((await refusal(read)).kind).toMatch(/notFound|forbidden|conflict/);
      }
    }
    const page = await ground.partner.call('referrals.casePage', { code });
    expect(page).toMatchObject({ meta: { code, state: 'erased' } });
    expect((await refusal(ground.partner.call('documents.open', { documentId }))).kind).toBe(
      'notFound',
    );
    await expect.poll(() => ground.fileStore.read(pictured!.kept.picture.storageKey)).toBeNull();
    const rows = await asTheOwner(
      ground,
      (sql) => sql`SELECT (SELECT count(*)::int FROM consent WHERE referral_id = ${id}) AS consents,
        (SELECT count(*)::int FROM disclosure_grant WHERE referral_id = ${id} AND revoked_at IS NULL) AS grants,
        (SELECT count(*)::int FROM audit a WHERE a.body->>'referralId' = ${id}) AS audited`,
    );
    expect(rows[0]).toMatchObject({ consents: 1, grants: 0 });
    expect(rows[0]!['audited']).toBeGreaterThan(0);
    // Who has seen it stays to be read; the words about it went with the patient.
    const { lines } = await ground.officer.call('privacy.accessLog', { code });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every(({ words }) => words === null)).toBe(true);
  });

  it('lets nobody who began before it leave a paper or a picture behind it', async () => {
    const { code, id, pictured } = await closedCase({ picture: true });
    const { paperId, kept } = pictured!;
    await erase(code);
    await expect.poll(async () => (await prove(code)).leftovers).toEqual([]);
    const { keyRing: ring, database } = ground;
    const order = transaction(database, {}, (tx) =>
      orderDocument(tx, ground.partner.actor, ring, {
        kind: 'referralLetter',
        lang: 'en',
        data: {} as never,
        owner: { kind: 'referral', id },
      }),
    );
    expect((await refusal(order)).code).toBe('STATE_CHANGED');
    const keep = (tx: Tx) => writePicture(tx, paperId, { ...kept, page: 2 });
    expect(await transaction(database, {}, keep)).toBe(false);
    expect((await prove(code)).leftovers).toEqual([]);
  });

  it('an order waits for an erasure that is under way, and is refused after it', async () => {
    const { code, id } = await closedCase();
    const late = await asTheOwner(ground, (sql) =>
      sql.begin(async (own) => {
        await own`UPDATE referral SET state = 'erased', erased_at = now(), wrapped_key = NULL WHERE id = ${id}`;
        const ordered = refusal(ground.partner.call('documents.makeLetter', { code, lang: 'en' }));
        await expect
          .poll(async () => {
            const [{ waits } = { waits: 0 }] = await own<{ waits: number }[]>`
              SELECT count(*)::int AS waits FROM pg_locks l
               WHERE NOT l.granted AND pg_backend_pid() = ANY (pg_blocking_pids(l.pid))`;
            return waits;
          })
          .toBeGreaterThan(0);
        return { ordered };
      }),
    );
    expect((await late.ordered).code).toBe('STATE_CHANGED');
  });

  it('a restored backup erases again what the list beside the anchors names', async () => {
    const { code } = await closedCase({ paper: true });
    const backup = await backUp();
    try {
      await erase(code);
      await expect.poll(async () => (await prove(code)).leftovers).toEqual([]);
      const list = await readErasureList(anchors(), ground.keyRing.signingKey);
      expect(list.map((each) => each.code)).toContain(code);
      const came = await asOwner(
        backup.ownerUrl,
        (sql) =>
          sql`SELECT state, wrapped_key IS NOT NULL AS opens FROM referral WHERE code = ${code}`,
      );
      expect(came[0]).toEqual({ state: 'closed', opens: true });

      const database = openDatabase(backup.appUrl, { max: 2, statementTimeoutMs: 10_000 });
      const { localFileStore } = await import('#server/platform/files/index.ts');
      const store = localFileStore(backup.files);
      const replay = () => replayErasures(database, store, anchors(), ground.keyRing.signingKey);
      expect(await replay()).toContain(code);
      expect(await replay()).toEqual([]);
      const proof = await transaction(database, {}, (tx) => proveErased(tx, store, code));
      expect(proof.leftovers).toEqual([]);
      await database.close();
    } finally {
      await backup.drop();
    }
  });

  it('a list that somebody has changed stops the replay', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'anchors-'));
    await extendErasureList(ground.database, folder, ground.keyRing.signingKey);
    const [name] = await readdir(folder);
    const path = join(folder, name!);
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace(/"code":"./, '"code":"0'));
    await expect(readErasureList(folder, ground.keyRing.signingKey)).rejects.toThrow(/signature/);
    await rm(folder, { recursive: true });
  });
});

/** The database and the store as they are now, as a backup has them. */
async function backUp() {
  const cluster = theCluster();
  const name = `backup_${process.pid}_${Date.now()}`;
  const source = new URL(ground.db.ownerUrl).pathname.slice(1);
  const files = await mkdtemp(join(tmpdir(), 'files-'));
  await cp(join(ground.dataDir, 'files'), files, { recursive: true });
  expect(existsSync(join(files, 'vault'))).toBe(true);
  await asOwner(cluster.ownerUrl, async (sql) => {
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ${source} AND pid <> pg_backend_pid()`;
    await sql.unsafe(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  });
  return {
    ownerUrl: inDatabase(cluster.ownerUrl, name),
    appUrl: inDatabase(cluster.appUrl, name),
    files,
    drop: async () => {
      await asOwner(cluster.ownerUrl, (sql) =>
        sql.unsafe(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
      await rm(files, { recursive: true, force: true });
    },
  };
}

describe('a legal hold', () => {
  it('is set and lifted by two people, and stops erasure and the clock', async () => {
    const { code, id } = await closedCase();
    const hold = await privacy.call('privacy.askHold', { code, lift: false, reason: 'dispute' });
    await admin.call('privacy.decideRequest', { ...hold, confirm: true });
    expect(await privacy.call('privacy.keeping', { code })).toMatchObject({
      heldAt: expect.any(String),
      erasesAt: null,
      mayErase: false,
    });
    const asked = privacy.call('privacy.askErasure', { code, reason: 'patientWish' });
    expect((await refusal(asked)).code).toBe('NOT_ERASABLE');
    await ground.shiftClock('400 days');
    const counts = await runRetention(ground.database, ground.files);
    expect(counts.held).toBe(1);
    await ground.shiftClock('0');
    const state = async () =>
      (await ground.run('SELECT state FROM referral WHERE id = $1', [id])).rows[0]!.state;
    expect(await state()).toBe('closed');
    const lift = await admin.call('privacy.askHold', { code, lift: true, reason: 'dispute' });
    await privacy.call('privacy.decideRequest', { ...lift, confirm: true });
    await erase(code);
    expect(await state()).toBe('erased');
  });
});

describe('retention', () => {
  it('erases what its time has run out for, once, and counts before it does', async () => {
    const draft = await completeDraft(ground, MARK);
    const closed = await closedCase();
    // The patient took the consent back: one case is left at that, of the other there is a new one.
    const [left, renewed] = [await reviewedCase(ground, MARK), await reviewedCase(ground, MARK)];
    for (const { code } of [left, renewed]) {
      await ground.partner.call('referrals.withdrawConsent', { code });
    }
    const { version } = await standing(ground, renewed.code);
    await ground.partner.call('referrals.recordConsent', {
      code: renewed.code,
      version,
      ...CONSENT,
      covers: [...CONSENT.covers],
      orgClass: 'offeredHospitals',
    });
    const page = await casePage(ground.partner, left.code);
    const days = (Date.parse(page.erasesAt!) - Date.parse(page.now)) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    expect((await casePage(ground.partner, renewed.code)).erasesAt).toBeNull();
    const young = { withdrawn: 0, draft: 0, ended: 0, closed: 0 };
    expect(await runRetention(ground.database, ground.files, { dryRun: true })).toMatchObject(
      young,
    );
    const stateOf = async (code: string) =>
      (await ground.run('SELECT state, specialty FROM referral WHERE code = $1', [code])).rows[0]!;
    await ground.shiftClock('31 days');
    const dry = await runRetention(ground.database, ground.files, { dryRun: true });
    expect(dry.draft).toBeGreaterThan(0);
    expect((await stateOf(draft.code)).state).toBe('draft');
    expect(await runRetention(ground.database, ground.files)).toEqual(dry);
    expect(await stateOf(draft.code)).toEqual({ state: 'erased', specialty: '' });
    expect((await stateOf(closed.code)).state).toBe('closed');
    expect(dry.withdrawn).toBe(1);
    expect(await stateOf(left.code)).toEqual({ state: 'erased', specialty: '' });
    expect((await prove(left.code)).leftovers).toEqual([]);
    expect((await stateOf(renewed.code)).state).toBe('intakeReview');
    await ground.shiftClock('91 days');
    expect((await runRetention(ground.database, ground.files)).closed).toBeGreaterThan(0);
    // Ninety days after its end the coded facts stay for the statistics, and the patient goes.
    expect(await stateOf(closed.code)).toEqual({
      state: 'erased',
      specialty: 'cardiovascular-surgery',
    });
    expect((await prove(closed.code)).leftovers).toEqual([]);
    expect(await runRetention(ground.database, ground.files)).toMatchObject(young);
    await ground.shiftClock('0');
  });
});
