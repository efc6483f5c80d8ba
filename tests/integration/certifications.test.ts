import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf } from '#prisma/seed/cast.ts';
import { remindOfEnds } from '#server/certifications/index.ts';
import {
  acceptance,
  offeredCase,
  referralsGround,
  refusal,
  reviewedCase,
  standing,
  type Ground,
} from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const shiomi = orgOf('shiomi').id;
const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
const contract = (validFrom: string, validTo: string | null) => ({
  orgId: shiomi,
  kind: 'coordinatorContract' as const,
  number: 'KC-T-1',
  validFrom,
  validTo,
  evidence: '契約書の写し',
});
const pageOf = (who = ground.otherStaff, slug = 'shiomi') =>
  who.call('certifications.page', { slug });

describe('certifications', () => {
  it('are entered by the secretariat, which stands for them by name and day; twice the same is one', async () => {
    const entry = contract(inDays(-400), inDays(-2));
    await ground.otherStaff.call('certifications.enter', entry);
    const { certifications, lapses, today } = await pageOf();
    expect(certifications.find(({ number }) => number === 'KC-T-1')).toMatchObject({
      kind: 'coordinatorContract',
      evidence: '契約書の写し',
      verifiedOn: today,
      verifiedBy: expect.stringContaining('髙橋'),
      holds: false,
      daysLeft: -2,
    });
    expect(lapses).toEqual([{ standing: 'coordinatorContract', endedOn: inDays(-2) }]);
    const again = ground.officer.call('certifications.enter', entry);
    expect((await refusal(again)).code).toBe('CERTIFICATION_KNOWN');
    const reversed = ground.otherStaff.call('certifications.enter', {
      ...entry,
      validFrom: inDays(3),
    });
    expect((await refusal(reversed)).issues).toEqual([
      { path: 'validTo', message: 'endsBeforeItBegins' },
    ]);
  });

  it('are read by the organisation’s own people and the secretariat, and written by the secretariat alone', async () => {
    expect((await pageOf(ground.shiomi)).writes).toBe(false);
    expect((await pageOf(ground.officer)).writes).toBe(true);
    for (const who of [ground.aoba, ground.partner, await ground.as('doctor@aoba.example')]) {
      expect((await refusal(pageOf(who))).kind).toMatch(/notFound|forbidden/);
    }
    for (const who of [ground.shiomi, ground.aoba, ground.partner]) {
      const entering = who.call('certifications.enter', contract(inDays(-1), null));
      expect((await refusal(entering)).kind).toMatch(/notFound|forbidden/);
    }
    expect((await refusal(ground.shiomi.call('certifications.ending', {}))).kind).toBe('forbidden');
  });
});

describe('what a hospital has lost', () => {
  it('keeps it from being asked, on the page and in the act', async () => {
    const { code, version } = await reviewedCase(ground);
    const { candidates } = await ground.officer.call('referrals.candidates', { code });
    const found = candidates.find(({ orgId }) => orgId === shiomi)!;
    expect(found.obstacles).toEqual([
      { kind: 'standingLapsed', code: 'coordinatorContract', validTo: inDays(-2) },
    ]);
    const terms = { code, version, urgency: 'soon' as const, orgIds: [shiomi] };
    expect((await refusal(ground.officer.call('referrals.broadcast', terms))).issues).toEqual([
      { path: 'orgIds.0', message: 'hospital.standingLapsed' },
    ]);
  });

  it('keeps it from accepting what it was asked before, by name, until the renewal is entered', async () => {
    await endOn(inDays(30));
    const { code } = await offeredCase(ground);
    await endOn(inDays(-1));
    const offer = (await standing(ground, code)).offers.shiomi!;
    const accept = () => ground.shiomi.call('referrals.accept', acceptance(offer));
    const refused = await refusal(accept());
    expect([refused.status, refused.code, refused.issues]).toEqual([
      422,
      'CERTIFICATION_LAPSED',
      [{ path: 'offerId', message: 'lapsed.coordinatorContract' }],
    ]);
    const page = await ground.shiomi.call('referrals.offerPage', { offerId: offer.id });
    expect(page.asked?.lapsed).toEqual(['coordinatorContract']);
    await ground.otherStaff.call('certifications.enter', contract(inDays(0), inDays(365)));
    expect((await accept()).status).toBe('accepted');
    // A repeat by the winner answers the same, whatever has lapsed since.
    await endOn(inDays(-1));
    expect((await accept()).status).toBe('accepted');
  });

  it('flags its open cases on its own list and on the secretariat’s, and takes nothing from it', async () => {
    const own = await ground.shiomi.call('referrals.worklist', { view: 'waiting' });
    expect(own.lapsed).toEqual(['coordinatorContract']);
    const { code } = own.lines.find(({ state }) => state === 'accepted')!;
    const desk = await ground.officer.call('referrals.worklist', { code });
    expect(desk.lines).toMatchObject([{ code, lapsed: ['coordinatorContract'] }]);
    const partner = await ground.partner.call('referrals.worklist', { code });
    expect(partner.lines).toMatchObject([{ code, lapsed: [] }]);
    await ground.shiomi.call('referrals.identity', { code });
  });

  it('is corrected on the version that was seen, and two who do so at once are not both right', async () => {
    const line = (await pageOf()).certifications.find(
      ({ kind }) => kind === 'coordinatorContract',
    )!;
    const correct = (validTo: string | null) =>
      ground.otherStaff.call('certifications.correct', {
        certificationId: line.id,
        version: line.version,
        number: 'KC-T-2',
        validFrom: line.validFrom,
        validTo,
        evidence: '更新契約書の写し',
      });
    const ends = await Promise.allSettled([correct(null), correct(inDays(700))]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await pageOf()).lapses).toEqual([]);
  });
});

describe('an end', () => {
  const noticesOf = async (email: string) => {
    const { rows } = await ground.run(
      `SELECT n.type, n.facts->>'days' AS days FROM notification n JOIN person p ON p.id = n.person_id
        WHERE p.email = $1 AND n.subject_kind = 'certification' ORDER BY n.id`,
      [email],
    );
    return rows.map(({ type, days }) => `${type} ${days}`);
  };

  it('is told to the organisation and the secretariat at 90, 60 and 30 days and at the end, each once', async () => {
    await ground.run('UPDATE certification SET reminded_at = 0', []);
    const { certificationId } = await ground.otherStaff.call('certifications.enter', {
      ...contract(inDays(-10), inDays(75)),
      kind: 'JMIP',
    });
    await ground.run(`DELETE FROM certification WHERE org_id = $1 AND kind = 'JMIP' AND id <> $2`, [
      shiomi,
      certificationId,
    ]);
    expect(await remindOfEnds(ground.database)).toBe(1);
    expect(await remindOfEnds(ground.database)).toBe(0);
    for (const days of [29, -1]) {
      await ground.run('UPDATE certification SET valid_to = $2 WHERE id = $1', [
        certificationId,
        inDays(days),
      ]);
      expect(await remindOfEnds(ground.database)).toBe(1);
    }
    const told = ['certification.ending 90', 'certification.ending 30', 'certification.ended 0'];
    expect(await noticesOf('coordinator@shiomi.example')).toEqual(told);
    expect(await noticesOf('officer@mej.example')).toEqual(told);
    expect(await noticesOf('coordinator@aoba.example')).toEqual([]);
    const { lines } = await ground.officer.call('certifications.ending', {});
    expect(lines.find(({ id }) => id === certificationId)).toMatchObject({ daysLeft: -1 });
  });

  it('is not told of what was renewed', async () => {
    await ground.run(
      `UPDATE certification SET reminded_at = NULL WHERE kind = 'JMIP' AND org_id = $1`,
      [shiomi],
    );
    const renewal = contract(inDays(0), inDays(1000));
    await ground.otherStaff.call('certifications.enter', { ...renewal, kind: 'JMIP' });
    expect(await remindOfEnds(ground.database)).toBe(0);
  });
});

/** Moves the end of the newest contract, as time would. */
function endOn(day: string) {
  return ground.run(
    `UPDATE certification SET valid_from = least(valid_from, $2::date), valid_to = $2::date
      WHERE id = (SELECT id FROM certification WHERE org_id = $1 AND kind = 'coordinatorContract'
                   ORDER BY valid_from DESC LIMIT 1)`,
    [shiomi, day],
  );
}
