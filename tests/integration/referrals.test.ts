import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeOverdue } from '#server/referrals/index.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import {
  acceptance,
  asTheOwner,
  casePage,
  completeDraft,
  CONSENT,
  FACTS,
  type Ground,
  identityWith,
  offeredCase,
  referralsGround,
  refusal,
  reviewedCase,
  TEASER,
} from './referrals-ground.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await referralsGround();
});
afterAll(() => ground.close());

const stateOf = async (code: string) =>
  (await ground.run('SELECT state FROM referral WHERE code = $1', [code])).rows[0]!.state;

describe('a case from draft to acceptance', () => {
  it('goes the whole way, and each side sees its part of it', async () => {
    const { code, offers } = await offeredCase(ground);
    const asked = await ground.aoba.call('referrals.offerPage', { offerId: offers.aoba!.id });
    expect(asked.asked).toMatchObject({
      actions: ['ask', 'showInterest', 'accept', 'decline'],
      consented: true,
    });
    expect(asked.asked!.timeline.map(({ type }) => type)).not.toContain('broadcast');

    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    const sides = {
      partner: await casePage(ground.partner, code),
      officer: await casePage(ground.officer, code),
      hospital: await casePage(ground.aoba, code),
      staff: await casePage(ground.otherStaff, code),
    };
    expect(Object.values(sides).map(({ side, meta }) => [side, meta.state])).toEqual([
      ['partner', 'accepted'],
      ['officer', 'accepted'],
      ['accepted', 'accepted'],
      ['desk', 'accepted'],
    ]);
    expect(sides.partner.hospital?.answer.physician).toBe('Dr Mori');
    expect(sides.staff.hospital).toBeNull();
    const types = sides.hospital.timeline.map(({ type }: any) => type);
    expect(types).toContain('accepted');
    expect(types).not.toContain('broadcast');
  });

  it('tells the coordinators of the asked hospitals, then officer and sender, by code alone', async () => {
    const { code, offers } = await offeredCase(ground);
    await ground.shiomi.call('referrals.accept', acceptance(offers.shiomi!));
    const { rows: mails } = await ground.run(
      `SELECT kind, vars FROM outbox_mail WHERE vars->>'code' = $1 ORDER BY created_at`,
      [code],
    );
    expect(
      mails.filter(({ kind }: any) => kind === 'referral-offered').length,
    ).toBeGreaterThanOrEqual(3);
    expect(
      mails.filter(({ kind }: any) => kind === 'referral-accepted').length,
    ).toBeGreaterThanOrEqual(2);
    for (const { vars } of mails as any[]) {
      expect(
        Object.keys(vars).every((key) =>
          ['path', 'code', 'answerBy', 'timeZone', 'to'].includes(key),
        ),
      ).toBe(true);
    }
    const { rows: notices } = await ground.run(
      `SELECT DISTINCT type, facts FROM notification WHERE facts->>'code' = $1`,
      [code],
    );
    expect((notices as any[]).map(({ type }) => type).sort()).toEqual([
      'referral.accepted',
      'referral.offered',
      'referral.submitted',
    ]);
    expect((notices as any[]).every(({ facts }) => Object.keys(facts).join() === 'code')).toBe(
      true,
    );
  });

  it('closes the losers’ channels in the accepting transaction and moves every worklist', async () => {
    const { offers, id } = await offeredCase(ground);
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    const { rows } = await ground.run(
      `SELECT c.kind, c.record_id AS id, e.type, e.payload, c.acl_version FROM channel c
         JOIN channel_event e ON e.channel_id = c.id AND e.seq = c.last_seq
        WHERE c.record_id = ANY ($1::uuid[])`,
      [[id, ...Object.values(offers).map((offer) => offer.id)]],
    );
    const last = Object.fromEntries((rows as any[]).map((row) => [row.id, row]));
    expect(last[offers.shiomi!.id]).toMatchObject({
      type: 'offer.closed',
      payload: {},
      acl_version: 1,
    });
    expect(last[offers.tsurugahara!.id]).toMatchObject({ type: 'offer.closed', payload: {} });
    expect(last[offers.aoba!.id]).toMatchObject({ type: 'offer.accepted' });
    expect(last[id]).toMatchObject({ kind: 'case', type: 'case.accepted' });
  });
});

describe('a draft', () => {
  it('is saved in parts and says what it lacks, piece by piece', async () => {
    const { code } = await ground.partner.call('referrals.createDraft', {});
    const empty = await casePage(ground.partner, code);
    expect(empty.missing).toContain('identity.birthDate');
    expect(empty.missing).toContain('consent.platform');
    await ground.partner.call('referrals.saveDraft', { code, version: 0, facts: FACTS });
    const half = await casePage(ground.partner, code);
    expect(half.missing.some((path: string) => path.startsWith('facts.'))).toBe(false);
    const refused = await refusal(ground.partner.call('referrals.submit', { code, version: 1 }));
    expect([refused.status, refused.code]).toEqual([422, 'MISSING_PIECES']);
    expect(refused.issues.map(({ path }) => path)).toEqual(half.missing);
  });

  it('is not written over by a page that is behind', async () => {
    const { code, version } = await completeDraft(ground);
    const stale = ground.partner.call('referrals.saveDraft', {
      code,
      version: version - 1,
      facts: FACTS,
    });
    expect((await refusal(stale)).code).toBe('STALE_VERSION');
  });

  it('is its sender’s alone: another partner, the hospitals and the secretariat’s list do not have it', async () => {
    const { code } = await completeDraft(ground);
    for (const who of [ground.otherPartner, ground.aoba]) {
      expect((await refusal(who.call('referrals.casePage', { code }))).kind).toBe('notFound');
    }
    const list = await ground.officer.call('referrals.worklist', { view: 'running' });
    expect(list.lines.some((line) => line.code === code)).toBe(false);
  });

  it('cannot be begun for another organisation', async () => {
    const foreign = ground.partner.call('referrals.createDraft', {
      partnerOrgId: orgOf('namchai').id,
    });
    expect((await refusal(foreign)).kind).toBe('forbidden');
    expect((await refusal(ground.aoba.call('referrals.createDraft', {}))).kind).toBe('forbidden');
  });

  it('refuses unknown fields and values of the wrong kind, and writes nothing', async () => {
    const { code, version } = await completeDraft(ground);
    for (const part of [
      { state: 'accepted' },
      { facts: { ...FACTS, officerId: ground.aoba.actor.personId } },
      { facts: { ...FACTS, companions: { not: 0 } } },
      { identity: { ...identityWith('x'), birthDate: '31.12.1970' } },
    ]) {
      const call = ground.partner.call('referrals.saveDraft', { code, version, ...part } as never);
      expect((await refusal(call)).kind).toBe('invalid');
    }
    expect((await casePage(ground.partner, code)).meta.version).toBe(version);
  });
});

describe('intake and broadcast', () => {
  it('the first who takes a case is its officer; the second is told that it moved on', async () => {
    const draft = await completeDraft(ground);
    const { version } = await ground.partner.call('referrals.submit', draft);
    const takes = [ground.officer, ground.otherStaff].map((who) =>
      who.call('referrals.takeIntake', { code: draft.code, version }).then(
        () => 'taken',
        (error) => error.code,
      ),
    );
    expect((await Promise.all(takes)).sort()).toEqual(['STALE_VERSION', 'taken']);
  });

  it('only its officer opens it; other staff see that it is there', async () => {
    const { code } = await reviewedCase(ground);
    expect((await casePage(ground.otherStaff, code)).side).toBe('desk');
    for (const name of ['teaser', 'clinical', 'identity', 'candidates'] as const) {
      const call = ground.otherStaff.call(`referrals.${name}`, { code });
      expect((await refusal(call)).kind).toBe('forbidden');
    }
  });

  it('refuses an outline that names the patient, in any writing', async () => {
    const { code, version } = await reviewedCase(ground, 'Tsetseg');
    const call = ground.officer.call('referrals.reviewTeaser', {
      code,
      version,
      ...TEASER,
      teaser: {
        ja: 'ＦａｍＴｓｅｔｓｅｇさんは',
        en: 'reach Mr GIVTSETSEG at mailTsetseg@patients.example',
      },
    });
    const refused = await refusal(call);
    expect(refused.code).toBe('TEASER_IDENTIFIES');
    expect(refused.issues.map(({ path, message }) => `${path} ${message}`)).toEqual(
      expect.arrayContaining([
        'teaser.ja trace.name',
        'teaser.en trace.name',
        'teaser.en trace.email',
      ]),
    );
  });

  it('needs the consent to be offered, and an outline that was checked after the last change', async () => {
    const orgIds = [orgOf('aoba').id];
    const terms = { mode: 'FIRST_ACCEPT', urgency: 'soon', orgIds } as const;
    const without = await reviewedCase(ground, 'a', { covers: ['platform', 'hospital'] });
    const missing = await refusal(
      ground.officer.call('referrals.broadcast', { ...without, ...terms }),
    );
    expect([missing.status, missing.code, missing.issues[0]?.path]).toEqual([
      422,
      'CONSENT_MISSING',
      'consent.broadcast',
    ]);

    const { code, version } = await reviewedCase(ground, 'b');
    const saved = await ground.partner.call('referrals.saveDraft', {
      code,
      version,
      facts: { ...FACTS, companions: 3 },
    });
    const stale = ground.officer.call('referrals.broadcast', {
      code,
      version: saved.version,
      ...terms,
    });
    expect((await refusal(stale)).issues.map(({ path }) => path)).toEqual(['teaser']);
  });

  it('offers to no paused hospital, to nobody but hospitals, and to twenty at most', async () => {
    const { code, version } = await reviewedCase(ground);
    const { candidates } = await ground.officer.call('referrals.candidates', { code });
    const unfit = candidates.find(({ obstacles }) => obstacles.length > 0)!;
    const send = (orgIds: string[]) =>
      ground.officer.call('referrals.broadcast', {
        code,
        version,
        mode: 'FIRST_ACCEPT',
        urgency: 'soon',
        orgIds,
      });
    expect((await refusal(send([unfit.orgId]))).issues[0]!.message).toBe(
      `hospital.${unfit.obstacles[0]!.kind}`,
    );
    expect((await refusal(send([orgOf('aozora').id]))).kind).toBe('invalid');
    expect((await refusal(send([]))).kind).toBe('invalid');
    expect((await refusal(send(Array.from({ length: 21 }, () => crypto.randomUUID())))).kind).toBe(
      'invalid',
    );
    expect(await stateOf(code)).toBe('intakeReview');
  });

  it('ranks the hospitals by reasons that stand on their own profiles', async () => {
    const { code } = await reviewedCase(ground);
    const { candidates } = await ground.officer.call('referrals.candidates', { code });
    expect(candidates[0]!.parts.map(({ reason }) => reason.kind)).toContain('department');
    const open = candidates.filter(({ obstacles }) => obstacles.length === 0);
    const scores = open.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    // Whoever cannot be asked stands below, however much else speaks for it.
    expect(candidates.slice(0, open.length)).toEqual(open);
  });

  it('asks nobody without a certificate that the officer requires, on the page and in the act', async () => {
    const { code, version } = await reviewedCase(ground);
    const naginoshima = orgOf('naginoshima').id;
    const found = async (requires: ('JIH' | 'JMIP')[]) => {
      const { candidates } = await ground.officer.call('referrals.candidates', { code, requires });
      return candidates.find(({ orgId }) => orgId === naginoshima)!;
    };
    const free = await found([]);
    expect(free.obstacles).toEqual([]);
    expect(free.doubts.map(({ kind }) => kind)).toContain('certificationLapsed');
    expect(free.unknown.map(({ kind }) => kind)).toContain('capacity');
    const bound = await found(['JMIP']);
    expect(bound.obstacles).toMatchObject([{ kind: 'certificationMissing', code: 'JMIP' }]);

    const terms = { code, version, urgency: 'soon' as const, orgIds: [naginoshima] };
    const send = ground.officer.call('referrals.broadcast', { ...terms, requires: ['JMIP'] });
    expect((await refusal(send)).issues).toEqual([
      { path: 'orgIds.0', message: 'hospital.certificationMissing' },
    ]);
    await ground.officer.call('referrals.broadcast', terms);
    expect(await stateOf(code)).toBe('broadcasting');
  });

  it('proposes no hospital that is suspended, and none whose department is paused or takes no such case', async () => {
    const { code } = await reviewedCase(ground);
    const obstaclesOf = async (org: string) => {
      const { candidates } = await ground.officer.call('referrals.candidates', { code });
      return candidates.find(({ orgId }) => orgId === orgOf(org).id)?.obstacles;
    };
    expect(await obstaclesOf('kaedeno')).toMatchObject([
      { kind: 'noDepartment' },
      { kind: 'outOfScope', code: 'I20-I52' },
    ]);
    const [shiomi, aoba] = [orgOf('shiomi').id, orgOf('aoba').id];
    const pause = (capacity: string) =>
      ground.run(
        `UPDATE department SET capacity = $1 WHERE org_id = $2 AND specialty = 'cardiovascular-surgery'`,
        [capacity, shiomi],
      );
    await pause('paused');
    expect(await obstaclesOf('shiomi')).toEqual([{ kind: 'paused', until: null }]);
    await pause('accepting');
    await ground.run(`UPDATE organisation SET override = 'suspended' WHERE id = $1`, [aoba]);
    expect(await obstaclesOf('aoba')).toBeUndefined();
    await ground.run('UPDATE organisation SET override = NULL WHERE id = $1', [aoba]);
    expect(await obstaclesOf('aoba')).toEqual([]);
  });

  it('tells a hospital the reasons, and no number, doubt or gap', async () => {
    const { offers } = await offeredCase(ground);
    const page = await ground.aoba.call('referrals.offerPage', { offerId: offers.aoba!.id });
    expect(page.asked!.reasons.map(({ kind }) => kind)).toEqual([
      'department',
      'disease',
      'language',
      'country',
      'certification',
      'certification',
    ]);
    expect(JSON.stringify(page)).not.toMatch(/"(score|points|cost|doubts|unknown|obstacles)"/);
  });

  it('returns a case with a reason, and the sender can complete it again', async () => {
    const { code, version } = await reviewedCase(ground);
    await ground.officer.call('referrals.returnCase', {
      code,
      version,
      reason: 'unclearRequest',
      sections: ['facts'],
      advice: 'Please say whether Advw0rd is wished for.',
    });
    const page = await casePage(ground.partner, code);
    expect([page.meta.state, page.rights.edit]).toEqual(['returned', true]);
    // In words as well, sealed, for the sender to read and not to answer.
    const [advice] = await ground.partner.call('referrals.questions', { code });
    expect(advice).toMatchObject({ from: 'secretariat', advice: true, answer: null });
    expect(advice!.text).toContain('Advw0rd');
    const answered = { code, questionId: advice!.id, answer: 'Yes' };
    await ground.partner.call('referrals.submit', { code, version: page.meta.version });
    expect(await stateOf(code)).toBe('submitted');
    const { version: now } = (await casePage(ground.officer, code)).meta;
    await ground.officer.call('referrals.takeIntake', { code, version: now });
    const reply = ground.partner.call('referrals.answerQuestion', answered);
    expect((await refusal(reply)).kind).toBe('notFound');
    const { rows: told } = await ground.run(
      `SELECT (SELECT count(*)::int FROM notification t WHERE t::text LIKE '%Advw0rd%')
            + (SELECT count(*)::int FROM referral_event e WHERE e::text LIKE '%Advw0rd%')
            + (SELECT count(*)::int FROM audit a WHERE a::text LIKE '%Advw0rd%') AS n`,
      [],
    );
    expect(told[0]!.n).toBe(0);
  });
});

describe('declining', () => {
  it('takes the case from the hospital’s sight; the reason stays between it and the officer', async () => {
    const { code, offers } = await offeredCase(ground);
    const offer = offers.aoba!;
    const input = {
      offerId: offer.id,
      version: offer.version,
      reason: 'noCapacity',
      comment: 'full',
    } as const;
    await ground.aoba.call('referrals.decline', input);
    expect(await ground.aoba.call('referrals.decline', input)).toMatchObject({
      status: 'declined',
    });
    expect((await refusal(ground.aoba.call('referrals.teaser', { code }))).kind).toBe('notFound');
    const partner = await casePage(ground.partner, code);
    expect(partner.offers).toBeNull();
    expect(JSON.stringify(partner)).not.toContain('noCapacity');
    const officer = await casePage(ground.officer, code);
    expect(JSON.stringify(officer.offers)).toContain('noCapacity');
  });

  it('for another reason asks to say which', async () => {
    const { offers } = await offeredCase(ground);
    const { id, version } = offers.aoba!;
    const call = ground.aoba.call('referrals.decline', { offerId: id, version, reason: 'other' });
    expect((await refusal(call)).issues).toEqual([{ path: 'comment', message: 'required' }]);
  });

  it('by the last hospital gives the case back to its officer, who can ask others', async () => {
    const { code, offers } = await offeredCase(ground, { to: ['aoba', 'shiomi'] });
    for (const [who, offer] of [
      [ground.aoba, offers.aoba!],
      [ground.shiomi, offers.shiomi!],
    ] as const) {
      await who.call('referrals.decline', {
        offerId: offer.id,
        version: offer.version,
        reason: 'noCapacity',
      });
    }
    expect(await stateOf(code)).toBe('noTaker');
    const { meta } = await casePage(ground.officer, code);
    await ground.officer.call('referrals.broadcast', {
      code,
      version: meta.version,
      mode: 'FIRST_ACCEPT',
      urgency: 'urgent',
      orgIds: [orgOf('tsurugahara').id, orgOf('aoba').id],
    });
    expect(await stateOf(code)).toBe('broadcasting');
    expect((await refusal(ground.shiomi.call('referrals.teaser', { code }))).kind).toBe('notFound');
    await expect(ground.aoba.call('referrals.teaser', { code })).resolves.toBeTruthy();
  });
});

describe('the deadline', () => {
  it('closes what nobody answered: offers expire, the case is with its officer, grants are gone', async () => {
    const { code, id, offers } = await offeredCase(ground);
    await asTheOwner(
      ground,
      (sql) =>
        sql`UPDATE referral SET answer_deadline = now() - interval '1 second' WHERE id = ${id}`,
    );
    expect(await closeOverdue(ground.database)).toBeGreaterThan(0);
    expect(await stateOf(code)).toBe('noTaker');
    const page = await ground.aoba.call('referrals.offerPage', { offerId: offers.aoba!.id });
    expect(page.own.status).toBe('closed');
    const { count } = await ground.run(
      'SELECT 1 FROM disclosure_grant WHERE referral_id = $1 AND revoked_at IS NULL',
      [id],
    );
    expect(count).toBe(0);
    expect(await closeOverdue(ground.database)).toBe(0);
  });
});

describe('withdrawing a case', () => {
  it('closes it to every hospital, the accepted one included, in the same transaction', async () => {
    const { code, offers } = await offeredCase(ground);
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    const { meta } = await casePage(ground.partner, code);
    const asked = { code, version: meta.version, reason: 'patientWish' } as const;
    await ground.partner.call('referrals.requestCancel', asked);
    await expect(ground.aoba.call('referrals.identity', { code })).resolves.toBeTruthy();
    const confirm = { ...asked, version: meta.version + 1 };
    await ground.officer.call('referrals.confirmCancel', confirm);
    expect((await refusal(ground.aoba.call('referrals.identity', { code }))).kind).toBe('notFound');
    expect(await stateOf(code)).toBe('cancelled');
    const again = ground.partner.call('referrals.cancel', {
      code,
      version: meta.version + 2,
      reason: 'cost',
    });
    expect((await refusal(again)).code).toBe('STATE_CHANGED');
  });
});

describe('an act outside its state', () => {
  it('is a conflict for those whose act it is, and changes nothing', async () => {
    const { code, version } = await offeredCase(ground);
    const acts = [
      () => ground.partner.call('referrals.submit', { code, version }),
      () => ground.partner.call('referrals.saveDraft', { code, version, facts: FACTS }),
      () => ground.officer.call('referrals.takeIntake', { code, version }),
      () =>
        ground.officer.call('referrals.returnCase', {
          code,
          version,
          reason: 'other',
          advice: 'x',
        }),
      () => ground.officer.call('referrals.reviewTeaser', { code, version, ...TEASER }),
    ];
    for (const act of acts) expect((await refusal(act())).code).toBe('STATE_CHANGED');
    expect(await stateOf(code)).toBe('broadcasting');
  });

  it('is recorded as consent only for a day that has come', async () => {
    const { code, version } = await completeDraft(ground);
    const call = ground.partner.call('referrals.recordConsent', {
      code,
      version,
      ...CONSENT,
      covers: ['platform'],
      givenOn: '2099-01-01',
    });
    expect((await refusal(call)).issues).toEqual([{ path: 'givenOn', message: 'inTheFuture' }]);
  });
});

describe('the worklist', () => {
  it('waits for the winner’s estimate, and has ended for the losers', async () => {
    const { code, offers } = await offeredCase(ground);
    const viewOf = async (who: Ground['aoba'], view: 'waiting' | 'running' | 'done') =>
      (await who.call('referrals.worklist', { view })).lines.some((line) => line.code === code);
    expect(await viewOf(ground.aoba, 'waiting')).toBe(true);
    await ground.aoba.call('referrals.accept', acceptance(offers.aoba!));
    expect(await viewOf(ground.aoba, 'waiting')).toBe(true);
    expect(await viewOf(ground.aoba, 'running')).toBe(false);
    expect(await viewOf(ground.shiomi, 'done')).toBe(true);
    expect(await viewOf(ground.shiomi, 'waiting')).toBe(false);
    expect(await viewOf(ground.kaedeno, 'waiting')).toBe(false);
  });

  it('says what changed since one looked, and no longer once one has', async () => {
    const { code, offers } = await offeredCase(ground);
    const changed = async () =>
      (await ground.aoba.call('referrals.worklist', { view: 'waiting' })).lines.find(
        (line) => line.code === code,
      )!.changed;
    expect(await changed()).toBe(true);
    await ground.aoba.call('referrals.markViewed', { offerId: offers.aoba!.id });
    expect(await changed()).toBe(false);
  });
});
