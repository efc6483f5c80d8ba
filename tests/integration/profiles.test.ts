import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orgOf } from '#prisma/seed/cast.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  agreedEstimate,
  dayAhead,
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

const aobaId = orgOf('aoba').id;
const pageOf = (who: Someone, slug = 'aoba') => who.call('profiles.page', { slug });
const historyOf = async (who: Someone, slug = 'aoba') =>
  (await who.call('profiles.history', { slug })).changes;
const lineOf = async (kind: string, code: string, who = ground.aoba) =>
  (await pageOf(who)).lines.find((one) => one.kind === kind && one.code === code)!;
const departmentOf = async (specialty: string, who = ground.aoba) =>
  (await pageOf(who)).departments.find((one) => one.specialty === specialty)!;
const candidateOf = async (code: string, orgId = aobaId) =>
  (await ground.officer.call('referrals.candidates', { code })).candidates.find(
    (one) => one.orgId === orgId,
  )!;
const evidence = (en: string, ja = '') => ({ ja, en });

describe('a line of a profile', () => {
  it('that its hospital adds, changes and withdraws is matched at once, checked or not, and stands in the history', async () => {
    const { code } = await reviewedCase(ground);
    const languageOf = async () =>
      (await candidateOf(code)).parts.find(({ reason }) => reason.kind === 'language');
    const unchecked = { kind: 'unchecked', of: 'language' };

    const line = await lineOf('language', 'mn');
    expect((await candidateOf(code)).unknown).not.toContainEqual(unchecked);
    const changing = { lineId: line.id, version: line.version, evidence: evidence('Two of us') };
    await ground.aoba.call('profiles.changeLine', changing);
    expect((await languageOf())!.reason).toMatchObject({ evidence: { en: 'Two of us' } });
    expect((await candidateOf(code)).unknown).toContainEqual(unchecked);

    const checking = { lineId: line.id, version: line.version + 1 };
    await ground.otherStaff.call('profiles.checkLine', checking);
    expect((await candidateOf(code)).unknown).not.toContainEqual(unchecked);
    expect(await lineOf('language', 'mn')).toMatchObject({
      checkedBy: expect.stringContaining('髙橋'),
      version: line.version + 1,
    });

    await ground.aoba.call('profiles.withdrawLine', checking);
    expect(await languageOf()).toBeUndefined();
    // Whoever still has its page open reads that it is gone; to strangers it never was.
    for (const who of [ground.aoba, ground.otherStaff]) {
      const late = who.call('profiles.changeLine', { ...changing, version: 2 });
      expect(await refusal(late)).toMatchObject({ status: 409, code: 'LINE_WITHDRAWN' });
    }
    const stranger = ground.shiomi.call('profiles.changeLine', changing);
    expect((await refusal(stranger)).status).toBe(404);
    const entry = { orgId: aobaId, kind: 'language', term: 'mn' } as const;
    await ground.aoba.call('profiles.addLine', { ...entry, evidence: evidence('Three', '３名') });
    expect((await languageOf())!.points).toBeGreaterThan(0);

    const changes = (await historyOf(ground.otherStaff)).slice(0, 4);
    expect(changes.map(({ act, byDesk }) => [act, byDesk])).toEqual([
      ['added', false],
      ['withdrawn', false],
      ['checked', true],
      ['changed', false],
    ]);
    expect(changes[3]).toMatchObject({
      about: 'line',
      before: { kind: 'language', code: 'mn', evidence: line.evidence },
      after: { evidence: { en: 'Two of us' } },
    });
    expect(changes[1]!.after).toBeNull();
    expect(await historyOf(ground.aoba)).toEqual(await historyOf(ground.otherStaff));
  });

  it('that says what is not taken keeps the hospital from being asked', async () => {
    const { code } = await reviewedCase(ground);
    const line = { orgId: aobaId, kind: 'outOfScope', term: 'I00-I99' } as const;
    const { lineId } = await ground.aoba.call('profiles.addLine', {
      ...line,
      evidence: evidence('The operating rooms are being rebuilt'),
    });
    expect((await candidateOf(code)).obstacles).toMatchObject([{ kind: 'outOfScope' }]);
    await ground.aoba.call('profiles.withdrawLine', { lineId, version: 0 });
    expect((await candidateOf(code)).obstacles).toEqual([]);
  });

  it('that the secretariat enters or corrects is checked; one that an organisation changes waits to be', async () => {
    const entry = { orgId: aobaId, kind: 'language', term: 'kk', evidence: evidence('Remote') };
    const { lineId } = await ground.officer.call('profiles.addLine', entry as never);
    const waiting = async () =>
      (await ground.officer.call('profiles.toCheck', {})).lines.find(({ id }) => id === lineId);
    expect(await waiting()).toBeUndefined();
    const saying = (who: Someone, version: number, en: string) =>
      who.call('profiles.changeLine', { lineId, version, evidence: evidence(en) });
    const onHome = async (who: Someone) =>
      (await who.call('home.overview', {})).waiting.find(({ type }) => type === 'profile.check');
    const before = (await onHome(ground.officer)) as { count: number } | undefined;
    await saying(ground.aoba, 0, 'On staff');
    expect(await onHome(ground.officer)).toMatchObject({ count: (before?.count ?? 0) + 1 });
    expect(await onHome(ground.aoba)).toBeUndefined();
    expect(await waiting()).toMatchObject({
      before: { en: 'Remote' },
      evidence: { en: 'On staff' },
    });
    // A small change after a large one hides neither: both are since the secretariat looked.
    await saying(ground.aoba, 1, 'On staff daily');
    expect(await waiting()).toMatchObject({
      before: { en: 'Remote' },
      evidence: { en: 'On staff daily' },
    });
    await saying(ground.officer, 2, 'On call');
    expect(await waiting()).toBeUndefined();
  });

  it('is refused where it says nothing, is of no vocabulary, of no kind of a hospital, or stands already', async () => {
    const add = (line: object) =>
      refusal(
        ground.aoba.call('profiles.addLine', {
          orgId: aobaId,
          kind: 'disease',
          term: 'cancer',
          evidence: evidence('1'),
          ...line,
        }),
      );
    expect((await add({ evidence: evidence('', ' ') })).issues).toEqual([
      { path: 'evidence.ja', message: 'oneOfThem' },
    ]);
    const unknown = [{ path: 'term', message: 'unknownRecord' }];
    for (const [kind, term] of [
      ['disease', 'bad-luck'],
      ['language', 'xx'],
      ['language', 'MN'],
      ['country', 'ZZ'],
      ['country', 'mn'],
      ['modality', 'TV'],
      ['outOfScope', 'I30-I51'],
    ]) {
      expect((await add({ kind, term })).issues, `${kind} ${term}`).toEqual(unknown);
    }
    expect((await add({ kind: 'industry', term: 'devices' })).issues[0]).toMatchObject({
      path: 'kind',
    });
    expect((await add({ term: 'heart-disease' })).code).toBe('LINE_KNOWN');
    expect(await add({ evidence: evidence('x'.repeat(201)) })).toMatchObject({ status: 422 });
  });

  it('is chosen from what does not stand yet: a chapter of ICD-10 before its blocks, each once', async () => {
    const choicesOf = (of: 'outOfScope' | 'disease' | 'language' | 'department') =>
      ground.aoba.call('profiles.choices', { slug: 'aoba', of });
    const codes = (await choicesOf('outOfScope')).choices.map(({ code }) => code);
    expect(codes.slice(0, 2)).toEqual(['A00-B99', 'A00-A09']);
    expect(codes.indexOf('I00-I99')).toBe(codes.indexOf('I00-I02') - 1);
    expect(new Set(codes).size).toBe(codes.length);
    const diseases = await choicesOf('disease');
    expect(diseases.taken).toContain('heart-disease');
    expect(diseases.choices.map(({ code }) => code)).not.toContain('heart-disease');
    expect((await choicesOf('language')).choices).toEqual([]);
    const fields = (await choicesOf('department')).choices.map(({ code }) => code);
    expect(fields).toContain('gastroenterology');
    expect(fields).not.toContain('cardiology');
  });

  it('of two who change, withdraw or add it at once one wins, and history has one of them', async () => {
    const count = async () => (await historyOf(ground.aoba)).length;
    const before = await count();
    const line = { orgId: aobaId, kind: 'country', term: 'UZ', evidence: evidence('4 a year') };
    const adding = await Promise.allSettled(
      [ground.aoba, ground.otherStaff].map((who) => who.call('profiles.addLine', line as never)),
    );
    expect(won(adding)).toEqual(['LINE_KNOWN']);
    const { id: lineId, version } = await lineOf('country', 'UZ');
    const changing = { lineId, version, evidence: evidence('5 a year') };
    const ends = await Promise.allSettled([
      ground.aoba.call('profiles.changeLine', changing),
      ground.otherStaff.call('profiles.changeLine', { ...changing, evidence: evidence('6') }),
      ground.aoba.call('profiles.withdrawLine', { lineId, version }),
    ]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) {
      if (end.status === 'rejected')
        expect(end.reason.code).toMatch(/STALE_VERSION|LINE_WITHDRAWN/);
    }
    expect(await count()).toBe(before + 2);
  });

  it('asks for a word sixty days before it counts as old, and one press confirms them all', async () => {
    const waits = async () =>
      (await ground.aoba.call('home.overview', {})).waiting.find(
        ({ type }) => type === 'profile.confirm',
      );
    const review = (days: number) =>
      ground.run(`UPDATE capability SET reviewed_on = $2 WHERE org_id = $1`, [
        aobaId,
        dayAhead(-days),
      ]);
    await review(660);
    expect(await waits()).toBeUndefined();
    await review(675);
    const { lines } = await pageOf(ground.aoba);
    expect(await waits()).toMatchObject({ slug: 'aoba', count: lines.length });
    expect(lines.every(({ due }) => due)).toBe(true);
    const confirmed = await ground.aoba.call('profiles.confirmLines', { orgId: aobaId });
    expect(confirmed).toEqual({ confirmed: lines.length });
    expect(await waits()).toBeUndefined();
    expect((await historyOf(ground.aoba))[0]).toMatchObject({ act: 'confirmed', before: null });
  });
});

describe('a department', () => {
  it('that a hospital adds can be asked, with a capacity that nobody has confirmed', async () => {
    const added = await ground.aoba.call('profiles.addDepartment', {
      orgId: aobaId,
      specialty: 'neurosurgery',
      name: { ja: '脳神経外科センター' },
      yearlyCases: 120,
    });
    const one = await departmentOf('neurosurgery');
    expect(one).toMatchObject({ id: added.departmentId, now: 'unconfirmed', yearlyCases: 120 });
    // A language that was left empty has the vocabulary's name.
    expect(one.name).toMatchObject({ ja: '脳神経外科センター', en: 'Neurosurgery' });
    const again = { orgId: aobaId, specialty: 'neurosurgery', yearlyCases: null };
    expect((await refusal(ground.officer.call('profiles.addDepartment', again))).code).toBe(
      'DEPARTMENT_KNOWN',
    );
    const nothing = { ...again, specialty: 'astrology' };
    expect((await refusal(ground.aoba.call('profiles.addDepartment', nothing))).issues).toEqual([
      { path: 'specialty', message: 'unknownRecord' },
    ]);
    await ground.aoba.call('profiles.changeDepartment', {
      departmentId: one.id,
      version: one.version,
      name: { en: 'Brain centre' },
      yearlyCases: 130,
    });
    const [change, addition] = await historyOf(ground.officer);
    expect(change).toMatchObject({
      act: 'changed',
      before: { name: { ja: '脳神経外科センター' }, yearlyCases: 120 },
      after: { name: { en: 'Brain centre' }, yearlyCases: 130 },
    });
    expect(addition).toMatchObject({ act: 'added', before: null });
    expect(
      await ground.run(`SELECT name->>'en' AS name FROM resource WHERE org_id = $1 AND code = $2`, [
        aobaId,
        'neurosurgery',
      ]),
    ).toMatchObject({ rows: [{ name: 'Brain centre' }] });
  });

  it('that is closed is offered nobody new and leaves every list; a case accepted before keeps it; it can be opened again', async () => {
    const SPECIALTY = 'cardiovascular-surgery';
    const accepted = await offeredCase(ground, { to: ['aoba'] });
    const offer = (await standing(ground, accepted.code)).offers['aoba']!;
    await ground.aoba.call('referrals.accept', acceptance(offer));
    const { code } = await reviewedCase(ground);
    expect((await candidateOf(code)).obstacles).toEqual([]);

    const { id: departmentId, version: first } = await departmentOf(SPECIALTY);
    const name = { en: 'Heartfold' };
    const naming = { departmentId, version: first, name, yearlyCases: 412 };
    const { version } = await ground.aoba.call('profiles.changeDepartment', naming);
    const found = async () => {
      const doc = await ground.run(
        `SELECT 1 FROM search_doc WHERE kind = 'organisation' AND record_id = $1 AND text LIKE '%heartfold%'`,
        [aobaId],
      );
      return doc.count > 0;
    };
    expect(await found()).toBe(true);
    await ground.aoba.call('profiles.closeDepartment', { departmentId, version });
    expect(await found()).toBe(false);
    expect((await candidateOf(code)).obstacles).toEqual([{ kind: 'noDepartment' }]);
    const { version: now } = await standing(ground, code);
    const asking = { code, version: now, urgency: 'soon' as const, orgIds: [aobaId] };
    expect((await refusal(ground.officer.call('referrals.broadcast', asking))).issues).toEqual([
      { path: 'orgIds.0', message: 'hospital.noDepartment' },
    ]);
    const shown = await ground.aoba.call('membership.organisationPage', { slug: 'aoba' });
    expect(shown.departments.map(({ specialty }) => specialty)).not.toContain(SPECIALTY);
    const { departments } = await ground.aoba.call('membership.capacityPage', { slug: 'aoba' });
    expect(departments.map(({ specialty }) => specialty)).not.toContain(SPECIALTY);

    const kept = await ground.aoba.call('referrals.departments', { code: accepted.code });
    expect(kept.map(({ specialty }) => specialty)).toContain(SPECIALTY);
    await agreedEstimate(ground, ground.aoba, accepted.code);
    const caseNow = await standing(ground, accepted.code);
    await ground.aoba.call('referrals.schedule', {
      code: accepted.code,
      version: caseNow.version,
      department: SPECIALTY,
      startsOn: dayAhead(40),
    });

    const reopened = await ground.aoba.call('profiles.addDepartment', {
      orgId: aobaId,
      specialty: SPECIALTY,
      name,
      yearlyCases: 412,
    });
    expect(reopened).toEqual({ departmentId, reopened: true });
    expect(await found()).toBe(true);
    expect((await candidateOf(code)).unknown).toContainEqual({ kind: 'capacity', since: null });
    const acts = (await historyOf(ground.aoba)).slice(0, 2).map(({ act }) => act);
    expect(acts).toEqual(['reopened', 'closed']);
  });

  it('that was closed before a case was accepted does not take it', async () => {
    const { id: departmentId, version } = await departmentOf('second-opinion');
    await ground.aoba.call('profiles.closeDepartment', { departmentId, version });
    const { code, offers } = await offeredCase(ground, { to: ['aoba'] });
    await ground.aoba.call('referrals.accept', acceptance(offers['aoba']!));
    await agreedEstimate(ground, ground.aoba, code);
    const { version: now } = await standing(ground, code);
    const dates = { code, version: now, startsOn: dayAhead(40), department: 'second-opinion' };
    expect((await refusal(ground.aoba.call('referrals.schedule', dates))).issues).toEqual([
      { path: 'department', message: 'unknownRecord' },
    ]);
  });

  it('of two who change or close it at once one wins', async () => {
    const { id: departmentId, version } = await departmentOf('cardiology');
    const ends = await Promise.allSettled([
      ground.aoba.call('profiles.changeDepartment', { departmentId, version, yearlyCases: 1 }),
      ground.officer.call('profiles.closeDepartment', { departmentId, version }),
    ]);
    expect(won(ends)).toEqual(['STALE_VERSION']);
    const adding = { orgId: aobaId, specialty: 'ophthalmology', yearlyCases: null };
    const twice = await Promise.allSettled(
      [ground.aoba, ground.officer].map((who) => who.call('profiles.addDepartment', adding)),
    );
    expect(won(twice)).toEqual(['DEPARTMENT_KNOWN']);
  });
});

describe('a profile', () => {
  it('is tended by its coordinators, representatives and the secretariat, read by its people, and hidden from the rest', async () => {
    const doctor = await ground.as('doctor@aoba.example');
    expect((await pageOf(doctor)).writes).toBe(false);
    expect((await historyOf(doctor)).length).toBeGreaterThan(0);
    const own = await pageOf(ground.aoba);
    expect([own.writes, own.checks]).toEqual([true, false]);
    const line = own.lines[0]!;
    const department = own.departments[0]!;
    for (const who of [ground.shiomi, ground.partner, doctor]) {
      const acts = [
        () =>
          who.call('profiles.addLine', {
            orgId: aobaId,
            kind: 'language',
            term: 'fr',
            evidence: evidence('1'),
          }),
        () =>
          who.call('profiles.changeLine', {
            lineId: line.id,
            version: line.version,
            evidence: evidence('1'),
          }),
        () => who.call('profiles.withdrawLine', { lineId: line.id, version: line.version }),
        () =>
          who.call('profiles.closeDepartment', {
            departmentId: department.id,
            version: department.version,
          }),
        () => who.call('profiles.confirmLines', { orgId: aobaId }),
        () => who.call('profiles.choices', { slug: 'aoba', of: 'disease' }),
      ];
      for (const act of acts) expect((await refusal(act())).kind).toMatch(/notFound|forbidden/);
    }
    for (const who of [ground.shiomi, ground.partner]) {
      expect((await refusal(pageOf(who))).kind).toBe('notFound');
      expect((await refusal(historyOf(who))).kind).toBe('notFound');
    }
    const checking = { lineId: line.id, version: line.version };
    for (const who of [ground.aoba, ground.shiomi]) {
      const check = await refusal(who.call('profiles.checkLine', checking));
      expect(check.kind).toMatch(/notFound|forbidden/);
      expect((await refusal(who.call('profiles.toCheck', {}))).kind).toBe('forbidden');
    }
  });

  it('has a history that the forum itself cannot change, in parts that meet', async () => {
    for (const statement of [
      `UPDATE profile_change SET act = 'added'`,
      'DELETE FROM profile_change',
    ]) {
      await expect(ground.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
    }
    await ground.run(
      `INSERT INTO profile_change (id, org_id, about, act, after, by_id, by_org_id, at)
       SELECT gen_random_uuid(), org_id, 'line', 'added', '{"kind": "language", "code": "en", "evidence": null}', by_id, by_org_id, at
         FROM (SELECT * FROM profile_change WHERE org_id = $1 LIMIT 1) AS one, generate_series(1, 60)`,
      [aobaId],
    );
    const seen: string[] = [];
    let before: string | null | undefined;
    do {
      const part = await ground.aoba.call('profiles.history', {
        slug: 'aoba',
        ...(before && { before }),
      });
      seen.push(...part.changes.map(({ id }) => id));
      before = part.earlier;
    } while (before);
    expect(seen.length).toBeGreaterThan(60);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort().reverse());
  });
});

/** The codes of those who lost, where exactly one of several has won. */
function won(ends: readonly PromiseSettledResult<unknown>[]): string[] {
  expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  return ends.flatMap((end) => (end.status === 'rejected' ? [end.reason.code as string] : []));
}
