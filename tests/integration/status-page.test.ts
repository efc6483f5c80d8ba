import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '#server/platform/database/transaction.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  agreedEstimate,
  asTheOwner,
  atMoment,
  casePage,
  completeDraft,
  CONSENT,
  dayAhead,
  identityWith,
  offeredCase,
  referralsGround,
  refusal,
  standing,
  type Ground,
} from './referrals-ground.ts';

const MARK = 'Statvx9';
const BIRTH = identityWith(MARK).birthDate;
const CONTACT = 'Ms Oyuna, +976 11 000 000, weekdays 9–17';
const COVERS = [...CONSENT.covers, 'status'];
let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const draft = () => completeDraft(ground, MARK, { covers: COVERS });
const open = async (code: string, who: Someone = ground.partner) => {
  const made = await who.call('statusPage.open', { code, contact: CONTACT, lang: 'en' });
  return /^http.*\/status\/en\/([\w-]{43})$/.exec(made.url)![1]!;
};
const enter = async (secret: string, birthDate = BIRTH) =>
  (await ground.visitor().call('statusPage.enter', { secret, birthDate })).visit;
const read = (secret: string, visit: string) =>
  ground.visitor().call('statusPage.read', { secret, visit });
const over = async (secret: string, visit: string) => (await refusal(read(secret, visit))).code;
const consent = async (code: string, covers: readonly string[], more: object = {}) =>
  ground.partner.call('referrals.recordConsent', {
    code,
    version: (await standing(ground, code)).version,
    ...CONSENT,
    covers: [...covers] as never,
    orgClass: 'offeredHospitals',
    ...more,
  });

/** A case whose page somebody has open. */
async function opened(): Promise<{ code: string; secret: string; visit: string }> {
  const { code } = await draft();
  const secret = await open(code);
  return { code, secret, visit: (await enter(secret))! };
}

describe('the link of patient and family', () => {
  it('is made by sender or officer on a consent that covers it, and by nobody else', async () => {
    const { code } = await completeDraft(ground, MARK);
    const refused = await refusal(open(code));
    expect(refused).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(refused.issues).toEqual([{ path: 'consent.status', message: 'required' }]);
    const older = await refusal(consent(code, COVERS, { textVersion: '2027-01' }));
    expect(older.issues).toEqual([{ path: 'covers', message: 'invalid' }]);
    await consent(code, COVERS);
    await open(code);
    const offered = await offeredCase(ground, { mark: MARK, consent: { covers: COVERS } });
    await open(offered.code, ground.officer);
    const strangers = ['aoba', 'shiomi', 'otherPartner', 'otherStaff'] as const;
    for (const who of strangers) {
      const answer = await refusal(open(offered.code, ground[who]));
      expect(['notFound', 'forbidden'], who).toContain(answer.kind);
    }
  });

  it('opens with the date of birth alone, and every look is recorded without a name', async () => {
    const { code } = await draft();
    const secret = await open(code);
    expect(await over(secret, 'x'.repeat(43))).toBe('STATUS_PAGE_OVER');
    const visit = (await enter(secret))!;
    expect(await read(secret, visit)).toMatchObject({ now: 'prepare', contact: CONTACT });
    const { lines } = await ground.partner.call('privacy.accessLog', { code });
    const looks = lines.filter(({ part }) => part === 'status');
    expect(looks).toMatchObject([{ who: { kind: 'patientPage' }, count: 1 }]);
    const page = await casePage(ground.partner, code);
    expect(page.timeline.map(({ type }) => type)).toContain('statusPageOpened');
    const { link } = await ground.partner.call('statusPage.ofCase', { code });
    expect(link).toMatchObject({ state: 'open', enteredAt: expect.any(String) });
  });

  it('answers a wrong date and a link that is none alike, and stops after five in a row', async () => {
    const { code, secret, visit } = await opened();
    expect(await enter('a'.repeat(43))).toBeNull();
    expect(await enter('nothing')).toBeNull();
    for (let i = 0; i < 4; i++) expect(await enter(secret, '1964-03-03')).toBeNull();
    expect(await enter(secret), 'a right one begins the count anew').not.toBeNull();
    for (let i = 0; i < 5; i++) expect(await enter(secret, '1964-03-03')).toBeNull();
    expect(await enter(secret), 'the right date comes too late').toBeNull();
    expect(await over(secret, visit)).toBe('STATUS_PAGE_OVER');
    const page = await casePage(ground.partner, code);
    expect(page.timeline.map(({ type }) => type)).toContain('statusPageLocked');
    const { link } = await ground.partner.call('statusPage.ofCase', { code });
    expect(link).toMatchObject({ state: 'locked' });
    expect(await enter(await open(code))).not.toBeNull();
  });

  it('counts every one of ten wrong dates that come at once', async () => {
    const { code } = await draft();
    const secret = await open(code);
    await Promise.all(Array.from({ length: 10 }, () => enter(secret, '1964-03-03')));
    expect(await enter(secret)).toBeNull();
  });

  it('is no key to another case: neither a link with another’s visit nor one with another’s date', async () => {
    const [one, other] = [await opened(), await opened()];
    expect(await over(one.secret, other.visit)).toBe('STATUS_PAGE_OVER');
    expect(await over(other.secret, one.visit)).toBe('STATUS_PAGE_OVER');
  });

  it('is over when it is revoked or another is made, for open pages as well', async () => {
    const { code, secret, visit } = await opened();
    const next = await open(code);
    expect(await over(secret, visit)).toBe('STATUS_PAGE_OVER');
    expect(await enter(secret)).toBeNull();
    const again = (await enter(next))!;
    await ground.partner.call('statusPage.revoke', { code });
    expect(await over(next, again)).toBe('STATUS_PAGE_OVER');
    expect(await enter(next)).toBeNull();
    const twice = await refusal(ground.partner.call('statusPage.revoke', { code }));
    expect(twice.code).toBe('STATE_CHANGED');
  });

  it('is over with the consent, and a consent to come does not bring it back', async () => {
    const { code, secret, visit } = await opened();
    await ground.partner.call('referrals.withdrawConsent', { code });
    expect(await over(secret, visit)).toBe('STATUS_PAGE_OVER');
    expect(await enter(secret)).toBeNull();
    await consent(code, COVERS);
    expect(await enter(secret)).toBeNull();
  });

  it('opens nothing while the consent in force does not cover it, or after its last day', async () => {
    const narrowed = await opened();
    await consent(narrowed.code, CONSENT.covers);
    expect(await over(narrowed.secret, narrowed.visit)).toBe('STATUS_PAGE_OVER');
    const { code } = await draft();
    await consent(code, COVERS, { validTo: dayAhead(1) });
    const secret = await open(code);
    await atMoment(ground, new Date(Date.now() + 3 * 86_400_000), async () => {
      expect(await enter(secret)).toBeNull();
    });
  });

  it('lasts half an hour without the date', async () => {
    const { secret, visit } = await opened();
    await atMoment(ground, new Date(Date.now() + 31 * 60_000), async () => {
      expect(await over(secret, visit)).toBe('STATUS_PAGE_OVER');
      expect(await enter(secret)).not.toBeNull();
    });
  });

  it('opens nothing 90 days after the end, nor of a patient who is erased', async () => {
    const { code, secret, visit } = await opened();
    const { version } = await standing(ground, code);
    await ground.partner.call('referrals.cancel', { code, version, reason: 'patientWish' });
    expect(await read(secret, visit)).toMatchObject({ now: 'ended', stages: [] });
    await atMoment(ground, new Date(Date.now() + 91 * 86_400_000), async () => {
      expect(await enter(secret)).toBeNull();
    });
    const privacy = await ground.as('privacy@mej.example');
    const admin = await ground.as('admin@mej.example');
    const reason = 'patientWish';
    const { requestId } = await privacy.call('privacy.askErasure', { code, reason });
    await admin.call('privacy.decideRequest', { requestId, confirm: true });
    expect(await over(secret, visit)).toBe('STATUS_PAGE_OVER');
    expect(await enter(secret)).toBeNull();
    const { rows } = await ground.run('SELECT 1 FROM referral WHERE code = $1', [code]);
    expect(rows, 'the case itself is there').toHaveLength(1);
    const links = await asTheOwner(ground, async (sql) => {
      const [row] = await sql<{ links: number; visits: number }[]>`
        SELECT (SELECT count(*)::int FROM status_link l JOIN referral r ON r.id = l.referral_id
                 WHERE r.code = ${code}) AS links,
               (SELECT count(*)::int FROM status_visit v WHERE NOT EXISTS
                 (SELECT 1 FROM status_link l WHERE l.id = v.link_id)) AS visits`;
      return row;
    });
    expect(links).toEqual({ links: 0, visits: 0 });
  });

  it('lets nobody name the patient in the words for the page', async () => {
    const { code } = await draft();
    const named = { code, contact: `Ask for Fam${MARK}`, lang: 'en' } as const;
    const refused = await refusal(ground.partner.call('statusPage.open', named));
    expect(refused.issues).toEqual([{ path: 'contact', message: 'statusPage.namesPatient' }]);
  });

  it('stands behind the second wall: nobody finds it but who carries the case and who brings it', async () => {
    const { secret } = await opened();
    const found = (who: Someone, hash = '') =>
      transaction(ground.database, who.actor, async (tx) => {
        await tx.sql`SELECT set_config('forum.link', ${hash}, true)`;
        return (await tx.text('SELECT 1 FROM status_link WHERE ended_at IS NULL', [])).rows.length;
      });
    expect(await found(ground.visitor())).toBe(0);
    expect(await found(ground.aoba)).toBe(0);
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(secret).digest('hex');
    expect(await found(ground.visitor(), hash)).toBe(1);
  });
});

describe('the page', () => {
  it('follows the case to its dates and names the hospital where the consent does', async () => {
    const orgIds = [ground.aoba.actor.orgId!];
    const { code, offers } = await offeredCase(ground, {
      mark: MARK,
      consent: { covers: COVERS, orgClass: null, orgIds },
    });
    const secret = await open(code, ground.officer);
    const visit = (await enter(secret))!;
    const now = async () => (await read(secret, visit)).now;
    expect(await read(secret, visit)).toMatchObject({ now: 'asked', hospital: null });
    await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
    expect(await now()).toBe('accepted');
    await agreedEstimate(ground, ground.aoba, code);
    expect(await now()).toBe('dates');
    await ground.aoba.call('referrals.schedule', {
      code,
      version: (await standing(ground, code)).version,
      department: 'cardiovascular-surgery',
      startsOn: dayAhead(10),
    });
    const page = await read(secret, visit);
    expect(page).toMatchObject({ now: 'plan', stay: { from: dayAhead(10) } });
    expect(JSON.stringify(page.hospital)).toContain('Aoba');
    // Nothing of the patient, the illness or the money, whatever the case holds.
    const said = JSON.stringify(page);
    for (const word of [MARK, code, code.slice(0, 8), BIRTH, 'cardio', 'aort', 'I30', 'JPY']) {
      expect(said.toLowerCase(), word).not.toContain(word.toLowerCase());
    }
    await consent(code, COVERS);
    expect(
      (await read(secret, visit)).hospital,
      'to those that are asked, it names none',
    ).toBeNull();
  });
});

it('nothing of link, date or words stands in clear in any table', async () => {
  const { secret } = await opened();
  const hits = await asTheOwner(ground, async (sql) => {
    const tables = await sql<{ name: string }[]>`
      SELECT quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await sql.unsafe(`SELECT to_jsonb(t)::text AS text FROM ${name} t`);
      const words = [secret, 'Oyuna', BIRTH];
      if (rows.some(({ text }) => words.some((word) => (text as string).includes(word))))
        found.push(name);
    }
    return found;
  });
  expect(hits).toEqual([]);
});
