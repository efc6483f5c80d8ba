import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  offeredCase,
  refusal,
  referralsGround,
  type Ground,
  type Offered,
} from './referrals-ground.ts';

let ground: Ground;
let offered: Offered;

/** The same person in a session, as a browser has one. */
function inSession(who: Someone, sessionId: string): Someone['call'] {
  const actor = { ...who.actor, sessionId };
  return (name, input) => who.call(name, input, { actor });
}

beforeAll(async () => {
  ground = await referralsGround();
  offered = await offeredCase(ground, { mark: 'Vqz8k' });
  const { aoba, tsurugahara } = offered.offers;
  await ground.tsurugahara.call('referrals.showInterest', {
    offerId: tsurugahara!.id,
    version: tsurugahara!.version,
  });
  await ground.tsurugahara.call('referrals.clinical', { code: offered.code });
  await ground.aoba.call('referrals.teaser', { code: offered.code });
  await ground.aoba.call('referrals.accept', acceptance(aoba!));
  await ground.aoba.call('referrals.identity', { code: offered.code });
  await ground.officer.call('referrals.identity', {
    code: offered.code,
    reason: 'question',
    words: 'The hospital asked on the phone',
  });
});
afterAll(() => ground.close());

describe('opening a patient as the case officer', () => {
  const code = () => ({ code: offered.code });

  it('asks for a reason once a session and case, and again in another session', async () => {
    const first = inSession(ground.officer, 'one-session-of-many');
    expect((await refusal(first('referrals.clinical', code()))).code).toBe('REASON_REQUIRED');
    await first('referrals.clinical', { ...code(), reason: 'teaser' });
    await expect(first('referrals.identity', code())).resolves.toBeTruthy();
    expect(await first('referrals.casePage', code())).toMatchObject({ askReason: false });
    const second = inSession(ground.officer, 'two-session-of-many');
    expect(await second('referrals.casePage', code())).toMatchObject({ askReason: true });
    expect((await refusal(second('referrals.identity', code()))).code).toBe('REASON_REQUIRED');
    const another = await offeredCase(ground);
    expect((await refusal(first('referrals.identity', { code: another.code }))).code).toBe(
      'REASON_REQUIRED',
    );
  });

  it('asks again when the reason is half a day old', async () => {
    const call = inSession(ground.officer, 'old-session-of-many');
    await call('referrals.clinical', { ...code(), reason: 'correction' });
    await ground.shiftClock('12 hours 1 minute');
    expect((await refusal(call('referrals.clinical', code()))).code).toBe('REASON_REQUIRED');
    await ground.shiftClock('0');
  });

  it('asks for words with the reason “other”, and takes none that point to the patient', async () => {
    const why = (words?: string) =>
      refusal(
        ground.officer.call('referrals.identity', {
          ...code(),
          reason: 'other',
          ...(words && { words }),
        }),
      );
    expect((await why()).issues).toEqual([{ path: 'words', message: 'required' }]);
    for (const words of ['about FamVqz8k', 'born 1964-03-02', 'call +976 1234 5678 90']) {
      expect((await why(words)).code, words).toBe('WORDS_IDENTIFY');
    }
  });

  it('keeps the words sealed', async () => {
    const rows = await asTheOwner(
      ground,
      (sql) => sql`SELECT to_jsonb(c)::text AS text, sealed_words FROM case_opening c`,
    );
    expect(rows.some(({ sealed_words: sealed }) => sealed !== null)).toBe(true);
    expect(rows.filter(({ text }) => (text as string).includes('phone'))).toEqual([]);
  });

  it('asks neither the sender nor the hospital that has the case', async () => {
    for (const who of [ground.partner, ground.aoba]) {
      await expect(who.call('referrals.identity', code())).resolves.toBeTruthy();
    }
  });
});

describe('who has seen a case', () => {
  const log = (who: Someone, view: 'patient' | 'all' = 'all') =>
    who.call('privacy.accessLog', { code: offered.code, view });
  const named = (line: { who: object }) => JSON.stringify(line.who);

  it('tells the secretariat who it was, for which organisation, which part, and why', async () => {
    const admin = await ground.as('admin@mej.example');
    const privacy = await ground.as('privacy@mej.example');
    for (const who of [ground.officer, admin, privacy]) {
      const { lines } = await log(who);
      expect(lines).toContainEqual(
        expect.objectContaining({
          part: 'identity',
          reason: 'question',
          words: 'The hospital asked on the phone',
          who: expect.objectContaining({ kind: 'person', id: ground.officer.actor.personId }),
        }),
      );
      for (const reader of [ground.aoba, ground.tsurugahara, ground.partner]) {
        expect(lines.some((line) => named(line).includes(reader.actor.personId!))).toBe(true);
      }
    }
  });

  it('tells the sender of another hospital no more than that one was asked', async () => {
    const { lines } = await log(ground.partner);
    expect(lines).toContainEqual(
      expect.objectContaining({ part: 'clinical', who: { kind: 'askedHospital' } }),
    );
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/鶴|Tsurugahara/);
    expect(text).not.toContain(ground.tsurugahara.actor.orgId!);
    // The hospital that has the case is known to it, its people are not.
    expect(text).toContain(ground.aoba.actor.orgId!);
    expect(text).not.toContain(ground.aoba.actor.personId!);
    expect(text).toContain(ground.officer.actor.personId!);
  });

  it('tells the hospital what happened since it accepted, its own reads, and of no other hospital', async () => {
    const { lines, sinceAccepted } = await log(ground.aoba);
    expect(sinceAccepted).toBe(true);
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/askedHospital|鶴|Tsurugahara/);
    expect(text).not.toContain(ground.partner.actor.personId!);
    const { rows } = await ground.run(`SELECT answered_at AS at FROM offer WHERE id = $1`, [
      offered.offers.aoba!.id,
    ]);
    const accepted = rows[0]!.at as Date;
    const before = lines.filter((line) => new Date(line.at) < accepted);
    expect(before.map((line) => line.part)).toEqual(['teaser']);
    expect(before.every((line) => named(line).includes(ground.aoba.actor.personId!))).toBe(true);
  });

  it('is there for nobody else: a loser, other staff, another partner, a doctor of the hospital', async () => {
    const others = [
      ground.shiomi,
      ground.tsurugahara,
      ground.kaedeno,
      ground.otherPartner,
      ground.otherStaff,
      await ground.as('doctor@aoba.example', 'aoba'),
      await ground.as('facilitator@minazuki.example'),
    ];
    for (const who of others) {
      expect((await refusal(log(who))).kind, who.actor.roles.join()).toMatch(/notFound|forbidden/);
    }
  });

  it('knows of a paper before its row is sealed', async () => {
    await ground.partner.call('documents.makeLetter', { code: offered.code, lang: 'en' });
    const { lines } = await log(ground.officer, 'patient');
    expect(lines[0]).toMatchObject({ part: 'documents' });
  });

  it('is read page by page without loss', async () => {
    const { lines, next } = await log(ground.officer);
    expect(next).toBeNull();
    const middle = lines[1]!;
    const { rows } = await ground.run(
      `SELECT chain || lpad(seq::text, 20, '0') AS key FROM audit WHERE at = $1
        UNION ALL SELECT 'waiting' || lpad(id::text, 20, '0') FROM audit_pending WHERE at = $1`,
      [middle.at],
    );
    const rest = await ground.officer.call('privacy.accessLog', {
      code: offered.code,
      view: 'all',
      after: `${middle.at}~${rows[0]!.key}`,
    });
    expect(rest.lines.every(({ at }) => at < middle.at)).toBe(true);
    expect(rest.lines.length).toBeGreaterThan(0);
  });

  it('is itself recorded, and exported as CSV with a line per read', async () => {
    const { csv, fileName } = await ground.partner.call('privacy.exportAccessLog', {
      code: offered.code,
    });
    expect(fileName).toMatch(/^[0-9A-Z]{8}-access\.csv$/);
    expect(csv.trim().split('\r\n').length).toBeGreaterThan(5);
    expect(csv).not.toMatch(/Tsurugahara|鶴/);
    const { rows } = await ground.run(
      `SELECT body FROM audit WHERE chain = 'patient' ORDER BY seq DESC LIMIT 1`,
      [],
    );
    expect(rows[0]!.body).toMatchObject({
      useCase: 'privacy.exportAccessLog',
      referralId: offered.id,
      person: ground.partner.actor.personId,
    });
  });
});
