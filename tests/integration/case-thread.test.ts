import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  offeredCase,
  refusal,
  referralsGround,
  standing,
  type Ground,
  type Offered,
} from './referrals-ground.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';

const MARK = 'Thrwq5';
let ground: Ground;
let of: Offered;

beforeAll(async () => {
  ground = await referralsGround();
  of = await acceptedCase();
});
afterAll(() => ground.close());

/** A case that Aoba has accepted, with Shiomi as the one that lost. */
async function acceptedCase() {
  const offered = await offeredCase(ground, { mark: MARK, to: ['aoba', 'shiomi'] });
  await ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));
  return offered;
}

const write = (who: Someone, text: string, more: object = {}, code = of.code) =>
  who.call('caseThread.post', { code, clientId: crypto.randomUUID(), text, ...more });
const read = (who: Someone, more: object = {}, code = of.code) =>
  who.call('caseThread.messages', { code, ...more });
const stands = (who: Someone, code = of.code) => who.call('caseThread.standing', { code });

describe('the conversation of an accepted case', () => {
  it('is read by sender, officer and hospital, in order, with who wrote for whom', async () => {
    await write(ground.aoba, `Please send the echocardiogram of ${MARK}`);
    await write(ground.partner, `It is in the papers of ${MARK}`);
    await write(ground.officer, 'Thank you both');
    for (const [who, more] of [
      [ground.partner, {}],
      [ground.aoba, {}],
      [ground.officer, { reason: 'question' }],
    ] as const) {
      const { messages, canPost } = await read(who, more);
      expect(messages.map(({ place, side }) => [place, side])).toEqual([
        [1, 'hospital'],
        [2, 'partner'],
        [3, 'secretariat'],
      ]);
      expect(messages[1]!.text).toContain(MARK);
      expect(canPost).toBe(true);
    }
  });

  it('asks the officer why before it opens, and says how it stands without opening a word', async () => {
    const { code } = await acceptedCase();
    await write(ground.aoba, 'A word', {}, code);
    expect(await stands(ground.officer, code)).toMatchObject({
      count: 1,
      unread: 1,
      askReason: true,
    });
    const refused = await refusal(read(ground.otherStaff, {}, code));
    expect(refused.kind).toBe('forbidden');
    expect((await refusal(ground.officer.call('caseThread.messages', { code }))).code).toBe(
      'REASON_REQUIRED',
    );
  });

  it('is nobody else’s: not of a hospital that lost or was never asked, another sender, the guarantor, other staff', async () => {
    const others = [
      ground.shiomi,
      ground.kaedeno,
      ground.otherPartner,
      ground.otherStaff,
      await ground.as('doctor@aoba.example', 'aoba'),
      await ground.as('facilitator@minazuki.example'),
      await ground.as('admin@mej.example'),
    ];
    for (const who of others) {
      for (const call of [() => read(who), () => write(who, 'I should not')]) {
        expect(['notFound', 'forbidden']).toContain((await refusal(call())).kind);
      }
      const told = await stands(who).catch(() => null);
      expect(told).toBeNull();
    }
  });

  it('begins with the acceptance: before, there is nobody to write to', async () => {
    const { code } = await offeredCase(ground, { to: ['aoba'] });
    expect((await refusal(write(ground.partner, 'Too early', {}, code))).code).toBe(
      'STATE_CHANGED',
    );
    expect(await stands(ground.partner, code)).toBeNull();
  });

  it('stands nowhere in clear: no table, no notice, no mail, no event, no audit row', async () => {
    const hits = await asTheOwner(ground, async (sql) => {
      const tables = await sql<{ name: string }[]>`
        SELECT quote_ident(table_name) AS name FROM information_schema.tables
         WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
      const found: string[] = [];
      for (const { name } of tables) {
        const rows = await sql.unsafe(`SELECT 1 FROM ${name} t WHERE to_jsonb(t)::text LIKE $1`, [
          `%${MARK}%`,
        ]);
        if (rows.length > 0) found.push(name);
      }
      return found;
    });
    expect(hits).toEqual([]);
  });

  it('tells the others by code, each reading once recorded, and not who wrote', async () => {
    const { code, id } = await acceptedCase();
    await write(ground.aoba, 'One', {}, code);
    await write(ground.aoba, 'Two, a question', { kind: 'question' }, code);
    const { rows } = await ground.run(
      `SELECT p.email, n.type, n.facts, n.actor_id FROM notification n JOIN person p ON p.id = n.person_id
        WHERE n.subject_kind = 'caseThread' AND n.subject_id = $1 ORDER BY p.email, n.at`,
      [id],
    );
    expect(new Set(rows.map(({ email }: any) => email)).has('coordinator@aoba.example')).toBe(
      false,
    );
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      expect(row.facts).toEqual({ code });
      expect(row.actor_id).toBeNull();
    }
    const audits = async () =>
      (
        await ground.run(
          `SELECT count(*)::int AS n FROM audit WHERE chain = 'patient'
              AND body->>'useCase' = 'caseThread.messages' AND body->>'id' = $1`,
          [id],
        )
      ).rows[0]!.n as number;
    const before = await audits();
    await read(ground.partner, {}, code);
    expect((await audits()) - before).toBe(1);
    await ground.partner.call('caseThread.markRead', { code, place: 2 });
    const left = await ground.run(
      `SELECT 1 FROM notification WHERE subject_kind = 'caseThread' AND subject_id = $1
          AND person_id = $2 AND read_at IS NULL`,
      [id, ground.partner.actor.personId],
    );
    expect(left.rows).toEqual([]);
  });
});

describe('a message', () => {
  it('that a form sends twice is one, also at the same moment', async () => {
    const { code } = await acceptedCase();
    const clientId = crypto.randomUUID();
    const send = () => write(ground.partner, 'Once', { clientId }, code);
    const [first, second] = await Promise.all([send(), send()]);
    expect([first.place, second.place]).toEqual([1, 1]);
    expect((await stands(ground.partner, code))!.count).toBe(1);
  });

  it('has a place of its own, however many write at once', async () => {
    const { code } = await acceptedCase();
    const writers = Array.from({ length: 9 }, (_, i) =>
      write([ground.partner, ground.aoba, ground.officer][i % 3]!, `Word ${i}`, {}, code),
    );
    const places = (await Promise.all(writers)).map(({ place }) => place);
    expect(places.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('may point to papers of its own case, and to no other', async () => {
    const { code } = await acceptedCase();
    const here = await ground.partner.call('documents.makeLetter', { code, lang: 'en' });
    const elsewhere = await ground.partner.call('documents.makeLetter', {
      code: of.code,
      lang: 'en',
    });
    const refused = await refusal(
      write(ground.partner, 'See', { documentIds: [elsewhere.id] }, code),
    );
    expect(refused.issues).toEqual([{ path: 'documentIds', message: 'unknownRecord' }]);
    const foreign = await refusal(write(ground.shiomi, 'See', { documentIds: [here.id] }, code));
    expect(foreign.kind).toBe('notFound');
    await write(ground.partner, 'See', { documentIds: [here.id] }, code);
    const { messages } = await read(ground.aoba, {}, code);
    expect(messages[0]!.papers).toEqual([
      { id: here.id, number: here.number, kind: 'referralLetter' },
    ]);
  });

  it('tells the officer of no estimate that the others point to', async () => {
    const { code } = await acceptedCase();
    const estimateId = await agreedEstimate(ground, ground.aoba, code);
    const paper = await ground.aoba.call('estimates.print', { estimateId, lang: 'en' });
    await write(ground.aoba, 'See', { documentIds: [paper.id] }, code);
    const papers = async (who: Someone, more: object = {}) =>
      (await read(who, more, code)).messages[0]!.papers.map(({ id }) => id);
    expect(await papers(ground.partner)).toEqual([paper.id]);
    expect(await papers(ground.officer, { reason: 'question' })).toEqual([]);
  });

  it('is read page by page, fifty at a time', async () => {
    const { code } = await acceptedCase();
    for (let i = 0; i < 53; i++)
      await write([ground.partner, ground.aoba][i % 2]!, `${i}`, {}, code);
    const newest = await read(ground.aoba, {}, code);
    expect([newest.messages.length, newest.messages[0]!.place, newest.earlier]).toEqual([50, 4, 4]);
    const before = await read(ground.aoba, { before: newest.earlier }, code);
    expect(before.messages.map(({ place }) => place)).toEqual([1, 2, 3]);
    expect(before.earlier).toBeNull();
  });
});

describe('a question', () => {
  it('stays open until another side answers it, once', async () => {
    const { code } = await acceptedCase();
    await write(ground.aoba, 'Which anticoagulant?', { kind: 'question' }, code);
    expect(await stands(ground.partner, code)).toMatchObject({ toAnswer: 1, asked: 0 });
    expect(await stands(ground.aoba, code)).toMatchObject({ toAnswer: 0, asked: 1 });
    const own = await refusal(write(ground.aoba, 'Myself', { answers: 1 }, code));
    expect(own.issues).toEqual([{ path: 'answers', message: 'ownQuestion' }]);
    await write(ground.partner, 'Warfarin', { answers: 1 }, code);
    const again = await refusal(write(ground.officer, 'Warfarin', { answers: 1 }, code));
    expect(again.code).toBe('ANSWERED_ALREADY');
    const { messages } = await read(ground.aoba, {}, code);
    expect(messages[0]).toMatchObject({ kind: 'question', answeredBy: 2 });
    expect(messages[1]).toMatchObject({ kind: 'answer', answers: 1 });
    expect(await stands(ground.partner, code)).toMatchObject({ toAnswer: 0 });
  });

  it('answers no message, nothing that is not there, and is no answer itself', async () => {
    const { code } = await acceptedCase();
    await write(ground.aoba, 'A word', {}, code);
    for (const more of [{ answers: 1 }, { answers: 7 }, { answers: 1, kind: 'question' }]) {
      expect((await refusal(write(ground.partner, 'So', more, code))).kind).toBe('invalid');
    }
  });
});

describe('what has been read', () => {
  it('is remembered for each person and shown to the others by organisation, never back', async () => {
    const { code } = await acceptedCase();
    for (const text of ['One', 'Two', 'Three']) await write(ground.aoba, text, {}, code);
    expect((await stands(ground.partner, code))!.unread).toBe(3);
    await ground.partner.call('caseThread.markRead', { code, place: 3 });
    await ground.partner.call('caseThread.markRead', { code, place: 1 });
    expect((await stands(ground.partner, code))!.unread).toBe(0);
    const { readBy } = await read(ground.aoba, {}, code);
    expect(readBy.map(({ place }) => place).sort()).toEqual([0, 3]);
  });
});

describe('a hospital that gives the case back', () => {
  it('reads nothing more of it, and the next one begins anew; sender and officer keep both', async () => {
    const { code } = await acceptedCase();
    await write(ground.aoba, 'With Aoba', {}, code);
    const { version } = await standing(ground, code);
    await ground.aoba.call('referrals.release', { code, version, reason: 'noCapacity' });
    expect((await refusal(read(ground.aoba, {}, code))).kind).toBe('notFound');
    expect((await read(ground.partner, {}, code)).messages[0]!.text).toBe('With Aoba');

    const now = await standing(ground, code);
    await ground.officer.call('referrals.broadcast', {
      code,
      version: now.version,
      mode: 'FIRST_ACCEPT',
      urgency: 'soon',
      orgIds: [ground.tsurugahara.actor.orgId!],
    });
    const { offers } = await standing(ground, code);
    await ground.tsurugahara.call('referrals.accept', acceptance(offers.tsurugahara!));
    expect(await stands(ground.tsurugahara, code)).toMatchObject({ count: 0 });
    const first = await write(ground.tsurugahara, 'With Tsurugahara', {}, code);
    expect(first.place).toBe(1);
    const aoba = ground.aoba.actor.orgId!;
    const spied = await read(ground.tsurugahara, { hospitalId: aoba }, code);
    expect(spied.messages.map(({ text }) => text)).toEqual(['With Tsurugahara']);
    const kept = await read(ground.partner, { hospitalId: aoba }, code);
    expect(kept.messages.map(({ text }) => text)).toEqual(['With Aoba']);
    expect(kept.canPost).toBe(false);
    expect((await read(ground.partner, {}, code)).others.map(({ id }) => id)).toEqual([aoba]);
  });
});
