import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '#server/platform/database/transaction.ts';
import { emergency } from '#server/privacy/access.ts';
import { emergencyFigures, endEmergencies } from '#server/privacy/index.ts';
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

const WORDS = 'The ward called: the hospital needs the allergies now.';
const LOOKS = ['teaser', 'clinical', 'identity'] as const;

let ground: Ground;
let admin: Someone;
let privacy: Someone;
let offered: Offered;

beforeAll(async () => {
  ground = await referralsGround();
  admin = await ground.as('admin@mej.example');
  privacy = await ground.as('privacy@mej.example');
});
afterAll(() => ground.close());

beforeEach(async () => {
  await ground.shiftClock('0');
  await asTheOwner(ground, (sql) => sql`DELETE FROM break_glass`);
  offered = await offeredCase(ground, { mark: 'Emq7x' });
});

const open = (words = WORDS) => admin.call('privacy.breakGlass', { code: offered.code, words });
const accept = () => ground.aoba.call('referrals.accept', acceptance(offered.offers.aoba!));

async function looks(who: Someone): Promise<boolean[]> {
  return Promise.all(
    LOOKS.map((each) =>
      who.call(`referrals.${each}`, { code: offered.code } as never).then(
        () => true,
        () => false,
      ),
    ),
  );
}

describe('an emergency access', () => {
  it('opens one case to one administrator, and no other case and nobody else', async () => {
    expect(await looks(admin)).toEqual([false, false, false]);
    const other = await offeredCase(ground);
    await open();
    expect(await looks(admin)).toEqual([true, true, true]);
    expect((await refusal(admin.call('referrals.identity', { code: other.code }))).kind).toBe(
      'forbidden',
    );
    expect(await looks(privacy)).toEqual([false, false, false]);
    expect(await looks(ground.otherStaff)).toEqual([false, false, false]);
  });

  it('is not for others: staff, privacy officer, hospital and sender are refused', async () => {
    for (const who of [ground.officer, privacy, ground.aoba, ground.partner, ground.kaedeno]) {
      const refused = await refusal(
        who.call('privacy.breakGlass', { code: offered.code, words: WORDS }),
      );
      expect(refused.kind).toMatch(/forbidden|notFound/);
    }
  });

  it('asks for a reason of twenty characters that points to nobody', async () => {
    expect((await refusal(open('too short'))).code).toBe('INVALID_INPUT');
    expect((await refusal(open('FamEmq7x is in the emergency room now'))).code).toBe(
      'WORDS_IDENTIFY',
    );
    expect(await looks(admin)).toEqual([false, false, false]);
  });

  it('lasts an hour to the millisecond, or until it is ended', async () => {
    await open();
    await ground.shiftClock('59 minutes');
    expect(await looks(admin)).toEqual([true, true, true]);
    await ground.shiftClock('60 minutes 1 second');
    expect(await looks(admin)).toEqual([false, false, false]);
    expect(await endEmergencies(ground.database)).toBe(1);
    expect(await endEmergencies(ground.database)).toBe(0);

    await ground.shiftClock('0');
    await asTheOwner(ground, (sql) => sql`DELETE FROM break_glass`);
    await open();
    await admin.call('privacy.endBreakGlass', { code: offered.code });
    expect(await looks(admin)).toEqual([false, false, false]);
  });

  it('of two opened at once, one stands', async () => {
    const results = await Promise.allSettled([open(), open(), open()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await refusal(open())).code).toBe('EMERGENCY_OPEN');
  });

  it('tells by mail the reviewers and those who carry the patient, with code and times alone', async () => {
    await accept();
    await open();
    const { rows } = await ground.run(
      `SELECT p.email, m.vars FROM outbox_mail m JOIN person p ON p.id = m.person_id
        WHERE m.kind = 'referral-emergency' AND m.vars->>'code' = $1 ORDER BY p.email`,
      [offered.code],
    );
    const emails = rows.map(({ email }: any) => email);
    expect(emails).toContain('privacy@mej.example');
    expect(emails).toContain('coordinator@aoba.example');
    expect(emails).not.toContain('admin@mej.example');
    expect(emails.filter((email: string) => /shiomi|tsurugahara|altangol/.test(email))).toEqual([]);
    expect(JSON.stringify(rows)).not.toMatch(/Emq7x|allergies|ward/);
    for (const { vars } of rows) {
      expect(Object.keys(vars as object).sort()).toEqual(
        ['code', 'path', 'reviewBy', 'timeZone', 'to', 'until'].sort(),
      );
    }
  });

  it('before a hospital has accepted, the sender is told', async () => {
    await open();
    const { rows } = await ground.run(
      `SELECT p.email FROM outbox_mail m JOIN person p ON p.id = m.person_id
        WHERE m.kind = 'referral-emergency' AND m.vars->>'code' = $1`,
      [offered.code],
    );
    expect(rows.map(({ email }: any) => email)).toContain('partner@altangol.example');
  });

  it('stands on the case for all who carry it, and each read is marked in their log', async () => {
    await accept();
    await open();
    await admin.call('referrals.identity', { code: offered.code });
    for (const who of [ground.aoba, ground.partner, ground.officer]) {
      const page = await who.call('referrals.casePage', { code: offered.code });
      expect(page).toMatchObject({ emergency: { mine: false } });
      const { lines } = await who.call('privacy.accessLog', { code: offered.code });
      const read = lines.find(({ part, emergency }) => part === 'identity' && emergency);
      expect(read?.who).toMatchObject({ kind: 'person', id: admin.actor.personId });
      expect(lines.find(({ part }) => part === 'emergency')?.words).toBe(WORDS);
    }
    expect(await admin.call('referrals.casePage', { code: offered.code })).toMatchObject({
      emergency: { mine: true },
    });
  });
});

describe('the review', () => {
  it('is somebody else’s, once, with what was read in sight and nothing of the patient', async () => {
    const { emergencyId } = await open();
    await admin.call('referrals.clinical', { code: offered.code });
    expect((await refusal(admin.call('privacy.emergencyPage', { emergencyId }))).kind).toBe(
      'notFound',
    );
    const verdict = { emergencyId, verdict: 'justified', words: 'The ward confirmed it.' } as const;
    expect((await refusal(admin.call('privacy.reviewBreakGlass', verdict))).kind).toBe('notFound');
    const page = await privacy.call('privacy.emergencyPage', { emergencyId });
    expect(page.reason).toBe(WORDS);
    expect(page.reads.map(({ part }) => part)).toEqual(['clinical', 'emergency']);
    expect(JSON.stringify(page)).not.toContain('Emq7x');
    await privacy.call('privacy.reviewBreakGlass', verdict);
    expect(
      (
        await refusal(
          privacy.call('privacy.reviewBreakGlass', { ...verdict, verdict: 'unjustified' }),
        )
      ).code,
    ).toBe('STATE_CHANGED');
    // What was reviewed is over.
    expect(await looks(admin)).toEqual([false, false, false]);
  });

  it('the database itself takes no review of one’s own', async () => {
    const { emergencyId } = await open();
    await expect(
      asTheOwner(
        ground,
        (sql) =>
          sql`UPDATE break_glass SET reviewed_by = person_id, reviewed_at = now(), verdict = 'justified' WHERE id = ${emergencyId}`,
      ),
    ).rejects.toThrow(/break_glass_review/);
  });

  it('overdue keeps that administrator from opening another case, and shows in the figures', async () => {
    const { emergencyId } = await open();
    const other = await offeredCase(ground);
    const again = () => admin.call('privacy.breakGlass', { code: other.code, words: WORDS });
    expect(await emergencyFigures(ground.database)).toEqual({ open: 1, overdue: 0 });
    await ground.shiftClock('72 hours 1 second');
    expect((await refusal(again())).code).toBe('REVIEW_OVERDUE');
    expect(await emergencyFigures(ground.database)).toEqual({ open: 0, overdue: 1 });
    await privacy.call('privacy.reviewBreakGlass', {
      emergencyId,
      verdict: 'unjustified',
      words: 'Nobody had called.',
    });
    await expect(again()).resolves.toBeTruthy();
    expect(await emergencyFigures(ground.database)).toEqual({ open: 1, overdue: 0 });
  });

  it('with one administrator alone is the representative’s of the hospital that has the case', async () => {
    await accept();
    const { emergencyId } = await open();
    const representative = await ground.as('representative@aoba.example', 'aoba');
    expect(
      (await refusal(representative.call('privacy.emergencyPage', { emergencyId }))).kind,
    ).toBe('notFound');
    const others = `UPDATE membership SET ended_at = $1 WHERE org_id = '${admin.actor.orgId}'
      AND roles && ARRAY['admin', 'privacyOfficer'] AND person_id <> '${admin.actor.personId}'`;
    const quoted = (at: string) => others.replace('$1', at);
    await asTheOwner(ground, (sql) => sql.unsafe(quoted('now()')));
    try {
      const page = await representative.call('privacy.emergencyPage', { emergencyId });
      expect(page.reason).toBe(WORDS);
      const elsewhere = await ground.as('representative@shiomi.example').catch(() => null);
      if (elsewhere) {
        expect((await refusal(elsewhere.call('privacy.emergencyPage', { emergencyId }))).kind).toBe(
          'notFound',
        );
      }
      // A hospital that is suspended meanwhile reviews nothing: its turn goes to the sender.
      const aoba = representative.actor.orgId!;
      const suspend = (to: string | null) =>
        asTheOwner(
          ground,
          (sql) => sql`UPDATE organisation SET override = ${to} WHERE id = ${aoba}`,
        );
      const reviewer = async () =>
        (await transaction(ground.database, {}, (tx) => emergency.find(tx, emergencyId)))!
          .reviewOrgId;
      await suspend('suspended');
      expect(await reviewer()).toBe(ground.partner.actor.orgId);
      await suspend(null);
      expect(await reviewer()).toBe(aoba);
      await representative.call('privacy.reviewBreakGlass', {
        emergencyId,
        verdict: 'justified',
        words: 'Our ward had called.',
      });
    } finally {
      await asTheOwner(ground, (sql) => sql.unsafe(quoted('NULL')));
    }
  });
});

describe('the second wall', () => {
  it('opens to raw SQL with the access, for that person and case, and closes with it', async () => {
    const rowsFor = (who: Someone) =>
      transaction(
        ground.database,
        { orgId: who.actor.orgId, personId: who.actor.personId },
        (tx) => tx.sql`SELECT 1 FROM referral_identity WHERE referral_id = ${offered.id}`,
      );
    expect(await rowsFor(admin)).toHaveLength(0);
    await open();
    expect(await rowsFor(admin)).toHaveLength(1);
    expect(await rowsFor(privacy)).toHaveLength(0);
    await ground.shiftClock('61 minutes');
    expect(await rowsFor(admin)).toHaveLength(0);
  });
});
