import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOverdue } from '#server/referrals/index.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import {
  acceptance,
  asTheOwner,
  casePage,
  clinicalWith,
  completeDraft,
  CONSENT,
  FACTS,
  identityWith,
  offeredCase,
  referralsGround,
  refusal,
  type Ground,
} from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

describe('a draft', () => {
  it('is begun for a partner and for nobody else', async () => {
    const hospital = refusal(
      ground.officer.call('referrals.createDraft', { partnerOrgId: orgOf('aoba').id }),
    );
    expect(await hospital).toMatchObject({ kind: 'invalid', code: 'INVALID_INPUT' });
    const partner = await ground.officer.call('referrals.createDraft', {
      partnerOrgId: ground.partner.actor.orgId!,
    });
    expect(partner.code).toBeTruthy();
  });

  it('that an officer begins for a partner is written by both, without a reason, until it is handed over', async () => {
    const { own, partners } = await ground.officer.call('referrals.senders', {});
    expect(own).toBe(false);
    expect(partners.map(({ id }) => id)).toContain(ground.partner.actor.orgId);
    const { code } = await ground.officer.call('referrals.createDraft', {
      partnerOrgId: ground.partner.actor.orgId!,
    });
    const waiting = await ground.officer.call('referrals.worklist', { view: 'waiting', code });
    expect(waiting.lines).toMatchObject([{ code, mine: true }]);
    const others = await ground.otherStaff.call('referrals.worklist', { view: 'waiting', code });
    expect(others.lines).toEqual([]);
    await ground.officer.call('referrals.saveDraft', {
      code,
      version: 0,
      facts: FACTS,
      identity: identityWith('Behalf'),
      clinical: clinicalWith('Behalf'),
    });
    const { identity } = await ground.officer.call('referrals.identity', { code });
    expect(identity.familyName).toBe('FamBehalf');
    const { version } = await ground.partner.call('referrals.recordConsent', {
      code,
      version: 1,
      ...CONSENT,
      covers: [...CONSENT.covers],
      orgClass: 'offeredHospitals',
    });
    await ground.officer.call('referrals.submit', { code, version });
    const opened = ground.officer.call('referrals.identity', { code });
    expect((await refusal(opened)).code).toBe('REASON_REQUIRED');
  });

  it('is begun by a company for medical travel as well, which then refers the patient as a partner does', async () => {
    const company = await ground.as('facilitator@minazuki.example');
    expect((await company.call('referrals.senders', {})).own).toBe(true);
    const offered = await offeredCase({ ...ground, partner: company }, { mark: 'Company' });
    const { code } = offered;
    const shown = await casePage(company, code);
    expect(shown.side).toBe('partner');
    const { identity } = await company.call('referrals.identity', { code });
    expect(identity.familyName).toBe('FamCompany');
    const stranger = refusal(ground.partner.call('referrals.casePage', { code }));
    expect((await stranger).status).toBe(404);
    const asked = await ground.aoba.call('referrals.offerPage', {
      offerId: offered.offers.aoba!.id,
    });
    expect(JSON.stringify(asked)).not.toContain('Minazuki');
    // Nobody's answer is awaited from it while hospitals are asked; its drafts are its own to do.
    const draft = await company.call('referrals.createDraft', {});
    const { lines } = await company.call('referrals.worklist', { view: 'waiting' });
    expect(lines.map((line) => line.code)).toContain(draft.code);
    expect(lines.map((line) => line.code)).not.toContain(code);
  });

  it('is preceded by a look at how many hospitals could be asked, none of them named', async () => {
    const asked = { specialty: FACTS.specialty, country: 'MN', language: 'mn' } as const;
    const found = await ground.partner.call('referrals.precheck', asked);
    expect(found.able).toBeGreaterThan(0);
    expect(found.reasons.map(({ kind }) => kind)).toContain('accepting');
    for (const { name } of ['aoba', 'shiomi', 'tsurugahara'].map(orgOf)) {
      expect(JSON.stringify(found)).not.toContain(name.en);
    }
    const none = await ground.partner.call('referrals.precheck', { specialty: 'no-such' });
    expect(none).toMatchObject({ able: 0, reasons: [] });
    expect(none.obstacles[0]).toMatchObject({ kind: 'noDepartment' });
    expect((await refusal(ground.aoba.call('referrals.precheck', asked))).status).toBe(403);
  });

  it('takes codes of the vocabularies where others read codes, no words, and a time that begins before it ends', async () => {
    const { code } = await ground.partner.call('referrals.createDraft', {});
    for (const facts of [
      { ...FACTS, specialty: 'Mr Batbayar, 62, heart' },
      { ...FACTS, icdBlock: 'Batbayar' },
    ]) {
      const refused = await refusal(
        ground.partner.call('referrals.saveDraft', { code, version: 0, facts }),
      );
      expect(refused.issues).toEqual([
        { path: expect.stringMatching(/^facts\./), message: 'unknownRecord' },
      ]);
    }
    const turned = { ...FACTS, wantedFrom: '2027-02', wantedTo: '2027-01' };
    const refused = ground.partner.call('referrals.saveDraft', { code, version: 0, facts: turned });
    expect((await refusal(refused)).issues).toEqual([
      { path: 'facts.wantedTo', message: 'endsBeforeStart' },
    ]);
    const empty = { ...FACTS, specialty: '', icdBlock: '' };
    await ground.partner.call('referrals.saveDraft', { code, version: 0, facts: empty });
    await ground.partner.call('referrals.saveDraft', { code, version: 1, facts: FACTS });
  });

  it('takes no day that no calendar has', async () => {
    const draft = await completeDraft(ground, 'Calendar');
    const born = { ...identityWith('Calendar'), birthDate: '1964-02-30' };
    const saved = refusal(
      ground.partner.call('referrals.saveDraft', {
        ...draft,
        identity: born,
        clinical: clinicalWith('Calendar'),
      }),
    );
    expect(await saved).toMatchObject({ kind: 'invalid' });
    const given = refusal(
      ground.partner.call('referrals.recordConsent', {
        ...draft,
        ...CONSENT,
        covers: ['platform'],
        givenOn: '2026-02-31',
      }),
    );
    expect((await given).issues.map(({ path }) => path)).toEqual(['givenOn']);
  });
});

describe('the timeline', () => {
  it('tells those who only know that the case is there nothing of why it ended', async () => {
    const offered = await offeredCase(ground, { mark: 'Ended' });
    await ground.officer.call('referrals.cancel', {
      code: offered.code,
      version: offered.version,
      reason: 'death',
    });
    const { code } = offered;
    const facts = async (who: Ground['officer']) => {
      const page = await who.call('referrals.casePage', { code });
      if (!page.timeline) throw new Error('no timeline');
      return page.timeline.map((entry) => entry.facts);
    };
    expect(JSON.stringify(await facts(ground.officer))).toContain('death');
    expect((await facts(ground.otherStaff)).every((each) => Object.keys(each).length === 0)).toBe(
      true,
    );
  });
});

describe('a notice', () => {
  it('tells the sender which case moved, and names nobody of another side', async () => {
    const { offers, code } = await offeredCase(ground, { mark: 'Notice' });
    await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
    const { lines } = await ground.partner.call('notifications.list', {});
    const notice = lines.find((line) => line.facts['code'] === code)!;
    expect(notice).toMatchObject({ type: 'referral.accepted', actors: [] });
  });
});

describe('the worklist', () => {
  it('shows what waits, however long the past is', async () => {
    const { actor } = ground.otherPartner;
    await asTheOwner(
      ground,
      (sql) => sql`
        INSERT INTO referral (id, code, state, mode, partner_org_id, created_by, urgency, specialty, icd_block,
          sex, age_band, country, languages, payer, request, answer_deadline, submitted_at, created_at)
        SELECT gen_random_uuid(), 'PAST' || lpad(n::text, 4, '0') || '-0', 'closed', 'FIRST_ACCEPT',
          ${actor.orgId}, ${actor.personId}, 'soon', '', '', 'male', '', 'TH', '{}', '', '{}',
          now() - interval '1 year', now() - interval '1 year', now() - interval '1 year'
          FROM generate_series(1, 120) n`,
    );
    const { code } = await ground.otherPartner.call('referrals.createDraft', {});
    const list = await ground.otherPartner.call('referrals.worklist', { view: 'waiting' });
    expect(list.lines.map((line) => line.code)).toContain(code);
  });

  it('is read page by page, each case once, the newest end first', async () => {
    const read: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await ground.otherPartner.call('referrals.worklist', {
        view: 'done',
        ...(after && { after }),
      });
      read.push(...page.lines.map((line) => line.code));
      if (!page.next) break;
      expect(page.lines).toHaveLength(50);
      after = page.next;
    }
    const { counts } = await ground.otherPartner.call('referrals.worklist', {});
    expect(read).toHaveLength(counts.done);
    expect(new Set(read).size).toBe(read.length);
    expect(read.length).toBeGreaterThanOrEqual(120);
  });

  it('finds a case by its code, for whom it is there', async () => {
    const { code } = await offeredCase(ground);
    const find = async (who: Ground['partner'], typed: string) =>
      (await who.call('referrals.worklist', { view: 'done', code: typed })).lines.map(
        (line) => line.code,
      );
    for (const who of [ground.partner, ground.officer, ground.aoba]) {
      expect(await find(who, code)).toEqual([code]);
      expect(await find(who, code.slice(0, 8))).toEqual([]);
    }
    expect(await find(ground.otherPartner, code)).toEqual([]);
    const { code: draft } = await ground.partner.call('referrals.createDraft', {});
    expect(await find(ground.officer, draft)).toEqual([]);
    expect(await find(ground.partner, draft)).toEqual([draft]);
  });

  it('refuses a place that no page can have said', async () => {
    for (const after of ['x', '2026-01-01~1', "infinity~'; DROP TABLE referral"]) {
      const call = ground.partner.call('referrals.worklist', { after });
      expect((await refusal(call)).code).toBe('INVALID_INPUT');
    }
  });
});

describe('offers whose time has passed', () => {
  it('are closed although another case cannot be', async () => {
    const cases = [await offeredCase(ground), await offeredCase(ground)];
    const [stuck, other] = cases.map(({ id }) => id).sort() as [string, string];
    await asTheOwner(ground, async (sql) => {
      await sql`UPDATE referral SET answer_deadline = now() - interval '1 hour' WHERE id IN (${stuck}, ${other})`;
      await sql.unsafe(`
        CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'stuck'; END $$;
        CREATE TRIGGER stay BEFORE UPDATE ON referral FOR EACH ROW WHEN (OLD.id = '${stuck}') EXECUTE FUNCTION stay()`);
    });
    await expect(closeOverdue(ground.database)).rejects.toThrow('stuck');
    const { rows } = await ground.run(`SELECT state FROM referral WHERE id = $1`, [other]);
    expect(rows[0].state).toBe('noTaker');
    await asTheOwner(ground, (sql) => sql`DROP TRIGGER stay ON referral`);
    expect(await closeOverdue(ground.database)).toBeGreaterThan(0);
  });
});
