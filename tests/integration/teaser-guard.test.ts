import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf } from '#prisma/seed/cast.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import { testForum } from '#tests/fixtures/test-forum.ts';
import {
  asTheOwner,
  casePage,
  clinicalWith,
  CONSENT,
  crowdOfPatients,
  FACTS,
  groundOn,
  identityWith,
  refusal,
  TEASER,
  type Ground,
} from './referrals-ground.ts';

let ground: Ground;
let privacy: Someone;

beforeAll(async () => {
  // The demo's eight cases alone: no crowd that would make this patient one of many.
  ground = await groundOn(await testForum({ seed: true }));
  privacy = await ground.as('privacy@mej.example');
});
afterAll(() => ground.close());

const MINISTER = { ...FACTS, country: 'MN', sex: 'male', languages: ['mn', 'en'] } as const;
const EXACT = { place: 'country', age: 'five', disease: 'block', sex: 'said' } as const;
const REASON = 'The people asked know nobody of this group abroad.';

/** A case of a man of 45 from Mongolia, in the officer's hands. */
async function inReview(
  facts: Omit<typeof MINISTER, 'sex'> & { sex: 'male' | 'female' } = MINISTER,
) {
  const { code } = await ground.partner.call('referrals.createDraft', {});
  const saved = await ground.partner.call('referrals.saveDraft', {
    code,
    version: 0,
    facts: { ...facts, languages: [...facts.languages] },
    identity: { ...identityWith('Guard'), birthDate: '1981-03-02' },
    clinical: clinicalWith('Guard'),
  });
  const agreed = await ground.partner.call('referrals.recordConsent', {
    code,
    version: saved.version,
    ...CONSENT,
    covers: [...CONSENT.covers],
    orgIds: [],
    orgClass: 'offeredHospitals',
  });
  const handed = await ground.partner.call('referrals.submit', { code, version: agreed.version });
  return ground.officer.call('referrals.takeIntake', { code, version: handed.version });
}

function review({ code, version }: { code: string; version: number }, told?: object) {
  const more = told ? { told: told as typeof EXACT } : {};
  return ground.officer.call('referrals.reviewTeaser', { code, version, ...TEASER, ...more });
}

function offer({ code, version }: { code: string; version: number }) {
  return ground.officer.call('referrals.broadcast', {
    code,
    version,
    mode: 'FIRST_ACCEPT',
    urgency: 'soon',
    orgIds: ['aoba', 'shiomi'].map((key) => orgOf(key).id),
  });
}

describe('a case that few patients are like', () => {
  it('is not offered as it is: the refusal says what to widen, and nothing has been sent', async () => {
    const reviewed = await review(await inReview(), EXACT);
    expect(reviewed.ready).toBe(false);
    const refused = await refusal(offer(reviewed));
    expect([refused.status, refused.code]).toEqual([422, 'TEASER_TOO_RARE']);
    expect(refused.issues.map(({ path }) => path)).toContain('told.place');
    for (const { path, message } of refused.issues)
      expect(message).toBe(path.replace('told', 'widen'));
    const page = await casePage(ground.officer, reviewed.code);
    expect([page.meta.state, page.offers]).toEqual(['intakeReview', []]);
    const guard = await ground.officer.call('referrals.guard', { code: reviewed.code });
    expect([guard.alike, guard.limits]).toEqual([false, { smallest: 5, countryYearly: 10 }]);
    // Which numbers stand behind it is not said.
    expect(JSON.stringify(guard)).not.toMatch(/"n":|"cells"/);
  });

  it('is told in the least wide words that are enough, to every hospital alike, and to its own side as it is', async () => {
    const { code, version } = await inReview();
    const { proposal } = await ground.officer.call('referrals.guard', { code });
    const reviewed = await review({ code, version });
    expect([reviewed.ready, reviewed.told]).toEqual([true, proposal]);
    await offer(reviewed);
    const [aoba, shiomi, officer] = await Promise.all(
      [ground.aoba, ground.shiomi, ground.officer].map((who) =>
        who.call('referrals.teaser', { code }),
      ),
    );
    // Whoever puts two hospitals' papers side by side learns no more than one of them has.
    expect(aoba).toEqual(shiomi);
    expect(aoba!.country).not.toBe('MN');
    expect(aoba!.ageBand).not.toBe('45-49');
    expect(aoba!.languages).toEqual(['en']);
    expect(aoba!.withheld).toContain('languages');
    expect(officer).toMatchObject({ country: 'MN', ageBand: '45-49', languages: ['mn', 'en'] });
    const bundle = await ground.aoba.call('interop.teaserBundle', { code });
    const { rows } = await ground.run(
      `SELECT f.id, f.reasons FROM offer f JOIN referral r ON r.id = f.referral_id WHERE r.code = $1`,
      [code],
    );
    const pages = await ground.aoba.call('referrals.worklist', {});
    const said = JSON.stringify([aoba, bundle, rows, pages]);
    for (const finer of ['"MN"', '"mn"', 'Mongolia', '45-49']) expect(said).not.toContain(finer);
  });

  it('may be let pass by a privacy officer with a reason, for this outline and no other', async () => {
    const first = await review(await inReview(), EXACT);
    const { code } = first;
    await ground.officer.call('referrals.askException', { code, version: first.version });
    const shown = await privacy.call('referrals.exceptionPage', { code });
    expect([shown.alike, shown.own, shown.teaser?.country]).toEqual([false, false, 'MN']);
    const at = { code, version: first.version };
    const stranger = { ...at, reason: REASON };
    for (const who of [ground.officer, ground.otherStaff, ground.partner]) {
      expect((await refusal(who.call('referrals.exceptTeaser', stranger))).status).toBe(403);
    }
    expect((await refusal(ground.aoba.call('referrals.exceptTeaser', stranger))).status).toBe(404);
    const mail = privacy.call('referrals.exceptTeaser', { ...at, reason: `${REASON} a@b.example` });
    expect((await refusal(mail)).code).toBe('WORDS_IDENTIFY');
    const stale = privacy.call('referrals.exceptTeaser', { ...stranger, version: 0 });
    expect((await refusal(stale)).code).toBe('STALE_VERSION');
    const excepted = await privacy.call('referrals.exceptTeaser', stranger);
    const again = privacy.call('referrals.exceptTeaser', { ...excepted, reason: REASON });
    expect((await refusal(again)).status).toBe(409);
    const told = await ground.officer.call('referrals.guard', { code });
    expect([told.alike, told.exception?.reason]).toEqual([false, REASON]);
    const { rows } = await ground.run(
      `SELECT type, facts FROM referral_event e JOIN referral r ON r.id = e.referral_id WHERE r.code = $1`,
      [code],
    );
    expect(rows).toContainEqual({ type: 'teaserExcepted', facts: {} });

    // Another check of the outline, in the same words: the exception was for the one before.
    const second = await review(excepted, EXACT);
    expect((await refusal(offer(second))).code).toBe('TEASER_TOO_RARE');
    const { version } = await privacy.call('referrals.exceptTeaser', {
      code,
      version: second.version,
      reason: REASON,
    });
    await offer({ code, version });
    const teaser = await ground.aoba.call('referrals.teaser', { code });
    expect([teaser.country, teaser.ageBand]).toEqual(['MN', '45-49']);
    const page = await ground.aoba.call('referrals.offerPage', {
      offerId: (
        await ground.run(
          `SELECT f.id FROM offer f JOIN referral r ON r.id = f.referral_id WHERE r.code = $1 AND f.org_id = $2`,
          [code, orgOf('aoba').id],
        )
      ).rows[0]!.id,
    });
    const types = page.asked!.timeline.map(({ type }) => type);
    expect(types).not.toContain('teaserExcepted');
    expect(types).not.toContain('exceptionAsked');
  });

  it('is no reason to read a case whose outline nobody has checked', async () => {
    const { code } = await inReview();
    const shown = await privacy.call('referrals.exceptionPage', { code });
    expect([shown.reviewed, shown.teaser]).toEqual([false, null]);
  });

  it('is judged by somebody else than the officer who wrote its outline', async () => {
    const { code, version } = await review(await inReview(), EXACT);
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET officer_id = ${privacy.actor.personId} WHERE code = ${code}`,
    );
    const own = () => privacy.call('referrals.exceptTeaser', { code, version, reason: REASON });
    expect((await refusal(own())).code).toBe('SECOND_PERSON_NEEDED');
    // Nor when the case has another officer since.
    const [officer, writer] = [ground.officer.actor.personId!, privacy.actor.personId!];
    await asTheOwner(
      ground,
      (sql) => sql`UPDATE referral SET officer_id = ${officer}, teaser_reviewed_by = ${writer}
                    WHERE code = ${code}`,
    );
    expect((await refusal(own())).code).toBe('SECOND_PERSON_NEEDED');
  });
});

describe('texts beside the widened facts', () => {
  it('name no age, and no country that is not told', async () => {
    const { code, version } = await inReview();
    const words = (en: string) =>
      ground.officer.call('referrals.reviewTeaser', {
        code,
        version,
        ...TEASER,
        teaser: { ja: '大動脈弁狭窄症。', en },
        told: { ...EXACT, place: 'region' },
      });
    const refused = await refusal(words('A 45-year-old Mongolian minister.'));
    expect(refused.issues.map(({ message }) => message).sort()).toEqual([
      'trace.age',
      'trace.country',
    ]);
    expect(await words('Severe aortic stenosis.')).toMatchObject({ code });
  });
});

// Last: they change who is alike for all the others.
describe('a second round', () => {
  it('tells nothing by which, together with the first, the patient could be recognised', async () => {
    // A group of its own: others are alike by region and disease, or by country and age, none by all.
    const facts = { ...MINISTER, sex: 'female', icdBlock: 'I30-I52' } as const;
    await crowdOfPatients(ground, { ...facts, country: 'CN' }, 4, '50-54');
    await crowdOfPatients(ground, { ...facts, icdBlock: 'I20-I25' }, 9, '45-49');
    const first = { ...EXACT, place: 'region', age: 'wide' } as const;
    const second = { ...EXACT, disease: 'chapter' } as const;
    const fresh = await review(await inReview(facts), second);
    expect(fresh.ready).toBe(true);
    const reviewed = await review(await inReview(facts), first);
    expect(reviewed.ready).toBe(true);
    const { code } = reviewed;
    await offer(reviewed);
    await asTheOwner(ground, async (sql) => {
      await sql`UPDATE referral SET state = 'intakeReview', version = version + 1 WHERE code = ${code}`;
      await sql`UPDATE offer SET status = 'expired' WHERE referral_id = (SELECT id FROM referral WHERE code = ${code})`;
    });
    const { version } = (await casePage(ground.officer, code)).meta;
    const narrower = await review({ code, version }, second);
    expect(narrower.ready).toBe(false);
    expect((await refusal(offer(narrower))).code).toBe('TEASER_TOO_RARE');
    const same = await review(narrower, first);
    expect(same.ready).toBe(true);
    await offer(same);
  });
});

describe('the count', () => {
  it('takes patients of the last 12 months alone, and each patient once', async () => {
    const reviewed = await review(await inReview(), { ...EXACT, place: 'region' });
    await crowdOfPatients(ground, MINISTER, 4, '45-49');
    const isAlike = async () =>
      (await ground.officer.call('referrals.guard', { code: reviewed.code })).alike;
    expect(await isAlike()).toBe(true);
    const old = (interval: string) =>
      asTheOwner(
        ground,
        (sql) =>
          sql`UPDATE referral SET submitted_at = now() - ${interval}::interval
               WHERE age_band = '45-49' AND code <> ${reviewed.code}`,
      );
    await old('13 months');
    expect(await isAlike()).toBe(false);
    await old('11 months');
    expect(await isAlike()).toBe(true);
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE referral SET state = 'enteredInError' WHERE age_band = '45-49' AND code <> ${reviewed.code}`,
    );
    expect(await isAlike()).toBe(false);
  });

  it('goes by the numbers of the settings', async () => {
    const { code } = await review(await inReview(), { ...EXACT, place: 'region' });
    await crowdOfPatients(ground, MINISTER, 9, '45-49');
    const limits = async (smallest: number, country: number) => {
      await asTheOwner(ground, async (sql) => {
        for (const [key, n] of [
          ['teaser.smallest', smallest],
          ['teaser.countryYearly', country],
        ] as const) {
          await sql`INSERT INTO setting (key, value, at) VALUES (${key}, ${sql.json(n)}, now())
            ON CONFLICT (key) DO UPDATE SET value = excluded.value`;
        }
      });
      return ground.officer.call('referrals.guard', { code });
    };
    expect((await limits(40, 10)).alike).toBe(false);
    expect((await limits(2, 100)).alike).toBe(true);
    expect((await limits(2, 100)).proposal).toMatchObject({ place: 'region' });
    expect((await limits(2, 1)).proposal).toEqual(EXACT);
    // One patient alone never passes, whatever the setting says.
    expect((await limits(0, 1)).limits.smallest).toBe(2);
  });
});
