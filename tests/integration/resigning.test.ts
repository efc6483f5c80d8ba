import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { closeOverdue } from '#server/referrals/index.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { remindOfResignations, takeEffect } from '#server/resignations/index.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  casePage,
  completeDraft,
  crowdOfHospitals,
  dayAhead,
  groundOn,
  offerTo,
  offeredCase,
  refusal,
  reviewedCase,
  standing,
  willing,
  type Ground,
} from './referrals-ground.ts';

let forum: TestForum;
let hayashi: Someone;
let doctor: Someone;
let igarashi: Someone;
let staff: Someone;
let admin: Someone;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  hayashi = await forum.as('representative@aoba.example');
  doctor = await forum.as('doctor@aoba.example', 'aoba');
  igarashi = await forum.as(personOf('igarashi').email);
  staff = await forum.as('staff@mej.example');
  admin = await forum.as('admin@mej.example');
}, 120_000);
afterAll(() => forum.close());

const today = () => dayInJapan(new Date());
const aoba = orgOf('aoba').id;
const akebono = orgOf('akebono').id;

async function projectOf(who: Someone, privacy: 'invited' | 'committee') {
  const { projectId } = await who.call('projects.create', {
    title: { ja: '引き継がれる企画' },
    summary: { ja: '研修を行う。' },
    goals: {},
    direction: 'outbound',
    stage: 'idea',
    countries: ['ID'],
    fields: [],
    privacy,
    clientId: randomUUID(),
  });
  return projectId;
}

const valueOf = async (text: string, values: unknown[]) =>
  Object.values((await forum.run(text, values)).rows[0])[0];
const typesOf = async (who: Someone, kind: string) =>
  (
    await forum.run(
      `SELECT type FROM notification WHERE person_id = $1 AND subject_kind = $2 ORDER BY at, type`,
      [who.actor.personId, kind],
    )
  ).rows.map((row) => row.type as string);
const rolesOf = (who: Someone) =>
  valueOf(
    `SELECT roles FROM membership WHERE person_id = $1 AND org_id = $2 AND ended_at IS NULL`,
    [who.actor.personId, aoba],
  );
const heard = (kind: string, id: string | null, type: string) =>
  valueOf(
    `SELECT count(*)::int FROM channel_event e JOIN channel c ON c.id = e.channel_id
      WHERE c.kind = $1 AND c.record_id = $2 AND e.type = $3`,
    [kind, id, type],
  );

describe('who speaks for an organisation', () => {
  const name = (by: Someone, who: Someone, stepDown = true) =>
    by.call('representatives.name', { personId: who.actor.personId!, orgId: aoba, stepDown });

  it('is named by its representative, or by an administrator where there is none', async () => {
    for (const by of [doctor, staff, igarashi]) {
      await expect(name(by, doctor)).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
      });
    }
    await expect(name(admin, doctor)).rejects.toMatchObject({ code: 'HAS_REPRESENTATIVE' });
    await expect(name(hayashi, hayashi)).rejects.toMatchObject({ code: 'STATE_CHANGED' });
    await expect(name(admin, igarashi)).rejects.toMatchObject({
      issues: [{ path: 'personId', message: 'unknownRecord' }],
    });
  });

  it('hands over in one act: pages of both follow, the new one is told and on the rosters it leads', async () => {
    const committeeId = await projectOf(hayashi, 'committee');
    const onRoster = () =>
      valueOf(
        `SELECT count(*)::int FROM project_person WHERE project_id = $1 AND person_id = $2 AND left_at IS NULL`,
        [committeeId, doctor.actor.personId],
      );
    expect(await onRoster()).toBe(0);
    const before = await heard('org', aoba, 'people.changed');
    await name(hayashi, doctor);
    expect(await rolesOf(doctor)).toContain('representative');
    expect(await rolesOf(hayashi)).not.toContain('representative');
    expect(await onRoster()).toBe(1);
    for (const who of [hayashi, doctor]) {
      expect(await heard('person', who.actor.personId, 'access.changed')).toBe(1);
    }
    expect(await heard('org', aoba, 'people.changed')).toBe(Number(before) + 1);
    expect(await typesOf(doctor, 'organisation')).toEqual(['organisation.representative']);
    expect(await typesOf(staff, 'organisation')).toEqual(['organisation.representative']);

    const former = await forum.as('representative@aoba.example');
    await expect(name(former, hayashi)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const next = await forum.as('doctor@aoba.example', 'aoba');
    const { project } = await next.call('projects.editPage', { project: committeeId });
    expect(project).toBeTruthy();
  });

  it('may be two: one may be named without stepping down', async () => {
    const next = await forum.as('doctor@aoba.example', 'aoba');
    await name(next, hayashi, false);
    expect(await rolesOf(doctor)).toContain('representative');
    expect(await rolesOf(hayashi)).toContain('representative');
  });

  it('is named once, by an administrator, when the last has left', async () => {
    for (const who of [hayashi, doctor]) {
      await staff.call('membership.endPlace', { personId: who.actor.personId!, orgId: aoba });
    }
    const { people, names } = await admin.call('membership.organisationPage', { slug: 'aoba' });
    expect(names).toBe(true);
    await admin.call('membership.suspend', { orgId: aoba });
    await expect(
      admin.call('representatives.name', {
        personId: people![0]!.id,
        orgId: aoba,
        stepDown: false,
      }),
      'nobody is named where the membership is suspended',
    ).rejects.toMatchObject({ code: 'STATE_CHANGED' });
    await admin.call('membership.reinstate', { orgId: aoba });
    expect(
      (await staff.call('membership.organisationPage', { slug: 'aoba' })).names,
      'naming is for administrators',
    ).toBe(false);
    const candidates = people!.slice(0, 2).map(({ id }) => id);
    const both = await Promise.allSettled(
      candidates.map((personId) =>
        admin.call('representatives.name', { personId, orgId: aoba, stepDown: false }),
      ),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'HAS_REPRESENTATIVE' },
    });
  });
});

describe('an organisation that leaves', () => {
  const announce = (by: Someone, more: { leavesOn?: string; name?: string } = {}) =>
    by.call('resignations.announce', {
      orgId: akebono,
      leavesOn: today(),
      name: orgOf('akebono').name.en,
      ...more,
    });
  const pageOf = (who: Someone) => who.call('resignations.page', { slug: 'akebono' });
  const settle = async (by: Someone, act: 'withdraw' | 'acknowledge', version?: number) =>
    by.call(`resignations.${act}`, {
      orgId: akebono,
      version: version ?? (await pageOf(staff)).standing!.version,
    });

  it('says so itself, through its representative, by its name and with a day that lies ahead', async () => {
    for (const by of [staff, admin, await forum.as(personOf('sato').email)]) {
      await expect(announce(by)).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
      });
    }
    await expect(announce(igarashi, { name: 'Akebono' })).rejects.toMatchObject({
      issues: [{ path: 'name', message: 'notItsName' }],
    });
    for (const [leavesOn, message] of [
      ['2020-03-31', 'inThePast'],
      ['2090-03-31', 'tooFar'],
    ] as const) {
      await expect(announce(igarashi, { leavesOn })).rejects.toMatchObject({
        issues: [{ path: 'leavesOn', message }],
      });
    }
    await expect(
      settle(staff, 'acknowledge', 0),
      'what was taken back meanwhile is no missing page',
    ).rejects.toMatchObject({ code: 'STATE_CHANGED' });
  });

  it('says it once; the secretariat is told, and it may be taken back', async () => {
    const both = await Promise.allSettled([announce(igarashi), announce(igarashi)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'STATE_CHANGED' },
    });
    expect(await typesOf(staff, 'resignation')).toEqual(['resignation.announced']);
    const { lines } = await staff.call('resignations.leaving', {});
    expect(lines.find(({ slug }) => slug === 'akebono')).toMatchObject({
      state: 'announced',
      leavesOn: today(),
    });
    const seen = await igarashi.call('membership.organisationPage', { slug: 'akebono' });
    expect(seen.leavesOn).toBe(today());
    const others = await hayashi.call('membership.organisationPage', { slug: 'akebono' });
    expect(others.leavesOn, 'its own people and the secretariat alone').toBeNull();
    await expect(pageOf(hayashi)).rejects.toMatchObject({ code: 'NOT_FOUND' });

    await settle(igarashi, 'withdraw');
    expect((await pageOf(igarashi)).standing).toBeNull();
    expect(await typesOf(staff, 'resignation')).toContain('resignation.withdrawn');
    expect(await heard('org', akebono, 'resignation.changed')).toBe(2);
  });

  it('stays until the secretariat has acknowledged it and its last day is over', async () => {
    await announce(igarashi);
    await forum.shiftClock('2 days');
    expect(await takeEffect(forum.database)).toBe(0);
    await forum.shiftClock('0');
    await expect(settle(igarashi, 'acknowledge')).rejects.toMatchObject({ kind: 'forbidden' });
    await settle(staff, 'acknowledge');
    await expect(settle(admin, 'acknowledge', 0)).rejects.toMatchObject({ code: 'STALE_VERSION' });
    expect(await typesOf(igarashi, 'resignation')).toContain('resignation.acknowledged');
    expect(await takeEffect(forum.database)).toBe(0);
  });

  it('leaves with its people, its parts and its lent votes; its words and what it led stay', async () => {
    const sato = await forum.as(personOf('sato').email);
    const led = await projectOf(igarashi, 'invited');
    const shared = await projectOf(sato, 'invited');
    await sato.call('projects.addOrganisation', {
      projectId: shared,
      orgId: akebono,
      part: 'participant',
      history: 'all',
    });
    const { threadId } = await igarashi.call('discussions.createThread', {
      projectId: shared,
      clientId: randomUUID(),
      title: '残る記録',
      body: '団体が去っても残ります',
      lang: 'ja',
    });
    await igarashi.call('decisions.giveProxy', {
      orgId: akebono,
      toOrgId: orgOf('aozora').id,
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
    });

    await forum.shiftClock('2 days');
    expect(await takeEffect(forum.database)).toBe(1);
    expect(await takeEffect(forum.database)).toBe(0);

    expect((await forum.as(personOf('igarashi').email)).actor.orgId).toBeNull();
    expect(
      await valueOf(
        `SELECT count(*)::int FROM vote_proxy WHERE org_id = $1 AND revoked_at IS NULL`,
        [akebono],
      ),
    ).toBe(0);
    expect(
      await valueOf(
        `SELECT count(*)::int FROM project_member pm JOIN project pr ON pr.id = pm.project_id
          WHERE pm.org_id = $1 AND pm.left_at IS NULL AND pr.lead_org_id <> $1`,
        [akebono],
      ),
    ).toBe(0);
    expect(await heard('person', igarashi.actor.personId, 'access.changed')).toBe(1);
    await expect(
      sato.call('membership.organisationPage', { slug: 'akebono' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { organisation } = await staff.call('membership.organisationPage', { slug: 'akebono' });
    expect(organisation).toMatchObject({ status: 'resigned', memberUntil: today() });

    const page = await sato.call('discussions.threadPage', { threadId });
    expect(JSON.stringify(page)).toContain('団体が去っても残ります');
    expect(page.left).toContain(`${igarashi.actor.personId} ${akebono}`);
    const { lines } = await staff.call('projects.handovers', {});
    const line = lines.find(({ org }) => org.id === akebono)!;
    expect(line).toMatchObject({ left: true });
    expect(line.projects.map(({ id }) => id)).toContain(led);
    expect(await typesOf(staff, 'resignation')).toContain('resignation.done');
    expect(
      await valueOf(
        `SELECT count(*)::int FROM (SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
          WHERE body->>'useCase' = 'resignations.takeEffect' AND body->>'id' = $1`,
        [akebono],
      ),
    ).toBe(1);
    await forum.shiftClock('0');
  });

  it('waits for its patients: nothing ends while one is with it, and the secretariat is told once', async () => {
    const partner = await forum.as('partner@altangol.example');
    const { organisation, cases } = await partner.call('resignations.page', { slug: 'altangol' });
    expect(cases).toBeGreaterThan(0);
    const said = { orgId: organisation.id, leavesOn: today(), name: organisation.name['en']! };
    await partner.call('resignations.announce', said);
    await staff.call('resignations.acknowledge', { orgId: organisation.id, version: 0 });
    await forum.shiftClock('2 days');
    expect(await takeEffect(forum.database)).toBe(0);
    expect(await takeEffect(forum.database)).toBe(0);
    const told = (await typesOf(staff, 'resignation')).filter(
      (type) => type === 'resignation.heldUp',
    );
    expect(told).toHaveLength(1);
    const { standing } = await partner.call('resignations.page', { slug: 'altangol' });
    expect(standing).toMatchObject({ state: 'acknowledged', heldUp: true });
    expect((await forum.as('partner@altangol.example')).actor.orgId).toBe(organisation.id);
    await forum.shiftClock('0');
    const version = standing!.version;
    await partner.call('resignations.withdraw', { orgId: organisation.id, version });
    expect((await partner.call('resignations.page', { slug: 'altangol' })).standing).toBeNull();
  });

  it('reminds the secretariat of what nobody acknowledged after a week and on the last day, once each', async () => {
    const tabCount = async () => (await staff.call('moderation.heldPosts', {})).handovers;
    const before = await tabCount();
    const id = await resigns(orgOf('kaedeno').id, 'announced', dayAhead(20));
    expect(await tabCount(), 'it waits where handovers wait').toBe(before + 1);
    const told = () =>
      valueOf(
        `SELECT count(*)::int FROM notification WHERE person_id = $1 AND subject_id = $2 AND type = 'resignation.waiting'`,
        [staff.actor.personId, id],
      );
    for (const [shift, times] of [
      ['6 days', 0],
      ['7 days 1 hour', 1],
      ['19 days', 1],
      ['21 days', 2],
      ['40 days', 2],
    ] as const) {
      await forum.shiftClock(shift);
      await remindOfResignations(forum.database);
      await remindOfResignations(forum.database);
      expect(await told(), shift).toBe(times);
    }
    await forum.shiftClock('0');
    await staff.call('resignations.acknowledge', { orgId: orgOf('kaedeno').id, version: 0 });
    expect(await tabCount()).toBe(before);
    await stays(id);
  });
});

/** An organisation's resignation, straight into the table. */
async function resigns(orgId: string, state: 'announced' | 'acknowledged', leavesOn = today()) {
  const id = randomUUID();
  const noted = state === 'acknowledged' ? staff.actor.personId : null;
  await forum.run(
    `INSERT INTO resignation (id, org_id, state, leaves_on, announced_by, announced_at, acknowledged_by, acknowledged_at)
     VALUES ($1, $2, $3, $4::date, $5, now(), $6::uuid, CASE WHEN $6::uuid IS NOT NULL THEN now() END)`,
    [id, orgId, state, leavesOn, staff.actor.personId, noted],
  );
  return id;
}

const stays = (id: string) =>
  forum.run(`UPDATE resignation SET state = 'withdrawn', ended_at = now() WHERE id = $1`, [id]);

describe('an organisation that its patients alone keep', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await groundOn(forum);
  });

  const LAPSED = (path: string) => ({
    code: 'CERTIFICATION_LAPSED',
    issues: [{ path, message: 'lapsed.membership' }],
  });

  it('takes on nobody new once its last day is over; what is with it goes on', async () => {
    const { shiomi, officer, partner } = ground;
    const to = ['shiomi', 'tsurugahara'];
    const carried = await offeredCase(ground, { to });
    await shiomi.call('referrals.accept', acceptance(carried.offers.shiomi!));
    const first = await offeredCase(ground, { to });
    const collected = await offeredCase(ground, { to, mode: 'COLLECT' });
    await shiomi.call('referrals.answer', willing(collected.offers.shiomi!));
    const confirms = await offeredCase(ground, { to: ['shiomi'], mode: 'COLLECT' });
    const { version: answerVersion } = await shiomi.call(
      'referrals.answer',
      willing(confirms.offers.shiomi!),
    );
    await partner.call('referrals.choose', {
      code: confirms.code,
      version: (await standing(ground, confirms.code)).version,
      orgId: shiomi.actor.orgId!,
      answerVersion,
    });
    const reviewed = await reviewedCase(ground);
    const id = await resigns(shiomi.actor.orgId!, 'acknowledged');
    await forum.shiftClock('1 day');
    expect(await takeEffect(forum.database)).toBe(0);

    const broadcast = officer.call('referrals.broadcast', {
      ...reviewed,
      urgency: 'soon',
      orgIds: [shiomi.actor.orgId!],
    });
    expect((await refusal(broadcast)).issues).toEqual([
      { path: 'orgIds.0', message: 'hospital.membershipLapsed' },
    ]);
    const { version, offers } = await standing(ground, collected.code);
    const asked = { id: offers.shiomi!.id, version: offers.shiomi!.version };
    expect(await refusal(shiomi.call('referrals.answer', willing(asked)))).toMatchObject(
      LAPSED('offerId'),
    );
    const choose = partner.call('referrals.choose', {
      code: collected.code,
      version,
      orgId: shiomi.actor.orgId!,
      answerVersion: asked.version,
    });
    expect(await refusal(choose)).toMatchObject(LAPSED('orgId'));
    const accept = () => shiomi.call('referrals.accept', acceptance(first.offers.shiomi!));
    expect(await refusal(accept())).toMatchObject(LAPSED('offerId'));
    await closeOverdue(forum.database);
    expect((await standing(ground, confirms.code)).status.shiomi, 'chosen, it gives way').toBe(
      'expired',
    );
    expect((await casePage(shiomi, carried.code)).side).toBe('accepted');

    await stays(id);
    await accept();
    await forum.shiftClock('0');
  });

  it('is no guarantor of another stay, and sends no other patient', async () => {
    const { shiomi, partner } = ground;
    const { code, offers } = await offeredCase(ground, { to: ['shiomi'] });
    await shiomi.call('referrals.accept', acceptance(offers.shiomi!));
    const draft = await completeDraft(ground);
    const orgId = orgOf('minazuki').id;
    const offered = async () =>
      (await partner.call('visa.ofCase', { code })).guarantors.map((one) => one.id);
    const name = () => partner.call('visa.nameGuarantor', { code, orgId, was: null });
    expect(await offered()).toContain(orgId);
    const ids = [
      await resigns(orgId, 'acknowledged'),
      await resigns(partner.actor.orgId!, 'acknowledged'),
    ];
    await forum.shiftClock('1 day');
    expect(await offered()).not.toContain(orgId);
    expect(await refusal(name())).toMatchObject(LAPSED('orgId'));
    expect(await refusal(partner.call('referrals.submit', draft))).toMatchObject(LAPSED('code'));
    await Promise.all(ids.map(stays));
    await name();
    await partner.call('referrals.submit', draft);
    await forum.shiftClock('0');
  });

  it('does not lose a patient whom it takes on as it leaves, nor takes one on that it would lose', async () => {
    const [early, late] = await crowdOfHospitals(ground, 2);
    const race = async (hospital: Someone, held: (offerId: string, caseId: string) => string[]) => {
      const { id, code } = await offeredCase(ground, { to: ['shiomi'] });
      const [offer] = await offerTo(ground, id, [hospital]);
      await resigns(hospital.actor.orgId!, 'acknowledged');
      return { code, ...(await atOnce(hospital, offer!, held(offer!.id, id))) };
    };
    /** Both begin, the hospital in time, and each is stopped by rows that are held for as long. */
    const atOnce = (hospital: Someone, offer: { id: string; version: number }, held: string[]) =>
      transaction(forum.database, {}, async (tx) => {
        for (const rows of held) await tx.text(`SELECT 1 FROM ${rows} FOR UPDATE`, []);
        const accepted = settled(hospital.call('referrals.accept', acceptance(offer)));
        await waitForLocks(1);
        await forum.shiftClock('1 day');
        const left = settled(takeEffect(forum.database));
        await waitForLocks(2);
        return { accepted, left };
      });
    const leftFor = (hospital: Someone) =>
      valueOf(`SELECT override FROM organisation WHERE id = $1`, [hospital.actor.orgId]);

    const first = await race(early!, (offerId) => [`offer WHERE id = '${offerId}'`]);
    expect(await first.accepted).toMatchObject({ status: 'fulfilled' });
    expect(await first.left).toMatchObject({ value: 0 });
    expect(await leftFor(early!)).toBeNull();
    expect((await standing(ground, first.code)).state).toBe('accepted');

    await forum.shiftClock('0');
    const second = await race(late!, (_, caseId) => [
      `referral WHERE id = '${caseId}'`,
      `membership WHERE org_id = '${late!.actor.orgId}'`,
    ]);
    expect(await second.left).toMatchObject({ value: 1 });
    expect(await second.accepted).toMatchObject({ reason: LAPSED('offerId') });
    expect(await leftFor(late!)).toBe('resigned');
    expect((await standing(ground, second.code)).state).toBe('broadcasting');
    await forum.shiftClock('0');
  });
});

/** How a promise ended, so that one that fails while nobody awaits it yet is no stray error. */
async function settled<T>(promise: Promise<T>): Promise<PromiseSettledResult<T>> {
  return (await Promise.allSettled([promise]))[0]!;
}

async function waitForLocks(count: number) {
  await vi.waitFor(
    async () =>
      expect(
        await valueOf(
          `SELECT count(*)::int FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          [],
        ),
      ).toBe(count),
    10_000,
  );
}
