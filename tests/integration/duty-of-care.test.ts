import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD, orgOf, personOf } from '#prisma/seed/cast.ts';
import { socketsDoor } from '#server/doors/sockets.ts';
import {
  audience,
  can,
  CARING_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  visible,
} from '#server/platform/access/access.ts';
import { IN_CARE, REFERRAL_STATES, type Action } from '#server/platform/access/matrix.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { closeOverdue } from '#server/referrals/index.ts';
import { referral } from '#server/referrals/access.ts';
import type { Someone } from '#tests/fixtures/test-forum.ts';
import {
  acceptance,
  asTheOwner,
  offeredCase,
  referralsGround,
  refusal,
  standing,
  willing,
  type Ground,
  type Offered,
} from './referrals-ground.ts';

const AOBA = orgOf('aoba').id;
const EMAIL = 'coordinator@aoba.example';

let ground: Ground;
let admin: Someone;
/** In the care of the hospital that is suspended; open to it, with interest shown; answered by it. */
let kept: Offered;
let open: Offered;
let answered: Offered;
beforeAll(async () => {
  ground = await referralsGround();
  admin = await ground.as('admin@mej.example');
  await asTheOwner(ground, async (own) => {
    // Of the demo's own cases none is in the care of this hospital.
    await own`UPDATE referral SET state = 'closed' WHERE accepted_org_id = ${AOBA}`;
  });
  kept = await offeredCase(ground, { mark: 'Kept' });
  open = await offeredCase(ground, { mark: 'Open' });
  answered = await offeredCase(ground, { mark: 'Answered', mode: 'COLLECT' });
  await ground.aoba.call('referrals.accept', acceptance(kept.offers.aoba!));
  const { id: offerId, version } = open.offers.aoba!;
  await ground.aoba.call('referrals.showInterest', { offerId, version });
  await ground.aoba.call('referrals.answer', willing(answered.offers.aoba!));
});
afterAll(() => ground.close());

const keeper = () => ground.as(EMAIL, 'aoba');
const suspend = () => admin.call('membership.suspend', { orgId: AOBA });
const reinstate = () => admin.call('membership.reinstate', { orgId: AOBA });

/** How many clinical summaries straight SQL of the forum's own role finds of a case, for the hospital. */
async function behindTheWall({ id }: Offered): Promise<number> {
  const { orgId, personId } = ground.aoba.actor;
  return transaction(ground.database, { orgId, personId }, async (tx) => {
    const { rows } = await tx.text('SELECT 1 FROM referral_clinical WHERE referral_id = $1', [id]);
    return rows.length;
  });
}

async function threeAnswers(
  who: Someone,
  { id }: Offered,
  action: Action = 'referral.viewIdentifying',
) {
  return transaction(ground.database, {}, async (tx) => {
    const row = (await referral.find(tx, id))!;
    const listed = await tx.query(
      sql`SELECT 1 FROM referral r WHERE r.id = ${id} AND ${visible(who.actor, action, referral)}`,
    );
    const reached = await tx.query(sql`
      SELECT 1 FROM ${CARING_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND m.org_id = ${AOBA}
         AND m.person_id = ${who.actor.personId} AND ${audience(action, referral, row)}`);
    return [can(who.actor, action, referral, row), listed.count === 1, reached.count === 1];
  });
}

describe('a hospital whose membership is suspended', () => {
  it('keeps the patients in its care, in gate, list, audience and second wall, and nothing else; the audit has both', async () => {
    expect([await behindTheWall(kept), await behindTheWall(open)]).toEqual([1, 1]);
    expect(await suspend()).toEqual({ keptCases: 1 });
    expect((await refusal(suspend())).code).toBe('STATE_CHANGED');
    const who = await keeper();
    expect(who.actor.roles).toEqual(['careCoordinator']);
    expect(await threeAnswers(who, kept)).toEqual([true, true, true]);
    expect(await threeAnswers(who, open)).toEqual([false, false, false]);
    expect([await behindTheWall(kept), await behindTheWall(open)]).toEqual([1, 0]);

    await who.call('referrals.identity', { code: kept.code });
    await who.call('caseThread.post', {
      code: kept.code,
      clientId: crypto.randomUUID(),
      text: 'We go on with this patient.',
    });
    const { lines, keeps } = await who.call('referrals.worklist', { view: 'waiting' });
    expect([lines.map(({ code }) => code), keeps]).toEqual([[kept.code], { cases: 1 }]);

    const { rows } = await ground.run(
      `SELECT body->>'useCase' AS act, body->>'keptCases' AS kept, body->'roles' AS roles FROM (
         SELECT body FROM audit UNION ALL SELECT body FROM audit_pending) a
        WHERE body->>'useCase' IN ('membership.suspend', 'referrals.identity')
          AND body->>'outcome' = 'allow' AND (body->>'orgId' = $1 OR body->>'referralId' = $2) ORDER BY 1`,
      [AOBA, kept.id],
    );
    expect(rows).toMatchObject([
      { act: 'membership.suspend', kept: '1' },
      { act: 'referrals.identity', roles: ['careCoordinator'] },
    ]);
  });

  it('is asked nothing new, answers nothing, accepts nothing and cannot be chosen; its own others act for it no more', async () => {
    const who = await keeper();
    const now = (await standing(ground, open.code)).offers.aoba!;
    const closed = [
      () => who.call('referrals.accept', acceptance(now)),
      () => who.call('referrals.offerPage', { offerId: now.id }),
      () => who.call('referrals.clinical', { code: open.code }),
      () => who.call('membership.capacityPage', { slug: 'aoba' }),
      () => who.call('projects.list', {}),
    ];
    for (const call of closed) {
      expect(['notFound', 'forbidden']).toContain((await refusal(call())).kind);
    }
    const { version, offers } = await standing(ground, answered.code);
    const chosen = await refusal(
      ground.officer.call('referrals.choose', {
        code: answered.code,
        version,
        orgId: AOBA,
        answerVersion: offers.aoba!.version,
      }),
    );
    expect([chosen.code, chosen.issues]).toEqual([
      'CERTIFICATION_LAPSED',
      [{ path: 'orgId', message: 'lapsed.membership' }],
    ]);
    for (const email of ['representative@aoba.example', 'billing@aoba.example']) {
      expect((await ground.as(email)).actor.orgId).not.toBe(AOBA);
    }
    const desk = await ground.officer.call('referrals.worklist', { code: kept.code });
    expect(desk.lines[0]).toMatchObject({ code: kept.code, lapsed: ['membership'] });
  });

  it('loses a case with its end, and everything with the last; reinstated it has its rights again', async () => {
    const who = await keeper();
    await asTheOwner(
      ground,
      (own) => own`UPDATE referral SET state = 'closed' WHERE id = ${kept.id}`,
    );
    expect(await threeAnswers(who, kept)).toEqual([false, false, false]);
    expect(await behindTheWall(kept)).toBe(0);
    expect((await ground.as(EMAIL)).actor.orgId).not.toBe(AOBA);
    await asTheOwner(
      ground,
      (own) => own`UPDATE referral SET state = 'accepted' WHERE id = ${kept.id}`,
    );
    await reinstate();
    expect((await keeper()).actor.roles).toEqual(['hospital', 'hospitalCoordinator']);
    expect([await behindTheWall(kept), await behindTheWall(open)]).toEqual([1, 1]);
    const noAdmin = ground.officer.call('membership.suspend', { orgId: AOBA });
    expect((await refusal(noAdmin)).kind).toBe('forbidden');
  });

  it('keeps the open page of a patient in its care, and loses that of a request', async () => {
    const http = createServer();
    const door = socketsDoor(http, {
      kernel: ground.kernel,
      sessions: ground.sessions,
      reader: () => ground.reader,
      origin: () => 'http://localhost',
      limitsScale: 1000,
      trustedProxies: [],
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
    const signedIn = await ground
      .visitor()
      .call('account.signIn', { email: EMAIL, password: DEMO_PASSWORD });
    if (signedIn.step !== 'done') throw new Error('no second factor is set up here');
    const socket: Socket = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
      transports: ['websocket'],
      extraHeaders: { Origin: 'http://localhost', Cookie: `session=${signedIn.token}` },
    });
    await new Promise<void>((done) => socket.once('connect', done));
    const follow = async (kind: string, id: string) =>
      socket.emitWithAck('subscribe', { channel: { kind, id }, after: 0 });
    const request = { kind: 'offer', id: open.offers.aoba!.id };
    const patient = { kind: 'case', id: kept.id };
    for (const channel of [request, patient]) {
      expect((await follow(channel.kind, channel.id)).ok, channel.kind).toBe(true);
    }
    const closed: unknown[] = [];
    const first = new Promise<void>((done) =>
      socket.on('closed', ({ channel }: { channel: unknown }) => {
        closed.push(channel);
        done();
      }),
    );
    await suspend();
    await first;
    expect(closed).toEqual([request]);
    expect((await follow(patient.kind, patient.id)).ok).toBe(true);
    expect((await follow(request.kind, request.id)).ok).toBe(false);
    await reinstate();
    socket.disconnect();
    await door.stop();
  });
});

describe('by duty of care', () => {
  const [MORI, TSUJI] = [personOf('mori').id, personOf('tsuji').id];
  const DOCTOR = 'doctor@aoba.example';
  const today = () => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10);
  const nameDoctor = () =>
    ground.aoba.call('duty.nameDeputy', {
      orgId: AOBA,
      absentId: MORI,
      deputyId: TSUJI,
      from: today(),
      to: today(),
    });
  const post = (who: Someone, { code }: Offered) =>
    who.call('caseThread.post', { code, clientId: crypto.randomUUID(), text: 'A word.' });

  async function toldOf(type: string, { code }: Offered): Promise<string[]> {
    const { rows } = await ground.run(
      `SELECT p.email FROM notification n JOIN person p ON p.id = n.person_id
        WHERE n.type = $1 AND n.facts->>'code' = $2 AND n.org_id = $3 ORDER BY 1`,
      [type, code, AOBA],
    );
    return rows.map(({ email }: any) => email);
  }

  it('a deputy keeps the patients as the absent coordinator does, and is told of them', async () => {
    await asTheOwner(ground, async (own) => {
      await own`DELETE FROM deputyship`;
      await own`DELETE FROM duty_weekday WHERE org_id = ${AOBA}`;
      await own`INSERT INTO duty_weekday (org_id, weekday, person_id)
        SELECT ${AOBA}, n, ${MORI} FROM generate_series(1, 7) n`;
    });
    const { deputyshipId } = await nameDoctor();
    await suspend();
    const doctor = await ground.as(DOCTOR, 'aoba');
    expect([doctor.actor.roles, doctor.actor.deputyFor]).toEqual([['careCoordinator'], MORI]);
    expect(await threeAnswers(doctor, kept)).toEqual([true, true, true]);
    expect(await threeAnswers(doctor, open, 'referral.viewDeid')).toEqual([false, false, false]);
    await post(ground.partner, kept);
    expect(await toldOf('referral.threadMessage', kept)).toEqual([DOCTOR]);

    // Of somebody who has left the forum nobody says that they are on duty.
    const onDuty = async () => {
      const { rows } = await ground.run('SELECT * FROM on_duty($1, day_in_japan())', [AOBA]);
      return rows;
    };
    expect(await onDuty()).toEqual([{ person_id: TSUJI, for_id: MORI }]);
    const left = (at: string | null) =>
      asTheOwner(
        ground,
        (own) => own`UPDATE person SET deactivated_at = ${at} WHERE id = ${TSUJI}`,
      );
    await left(new Date().toISOString());
    expect(await onDuty()).toEqual([{ person_id: MORI, for_id: null }]);
    await left(null);
    await reinstate();
    await ground.aoba.call('duty.endDeputyship', { deputyshipId });
    await asTheOwner(ground, (own) => own`DELETE FROM duty_weekday WHERE org_id = ${AOBA}`);
  });

  it('a patient whose consent has gone is known still, and can be given back; no request is', async () => {
    const gone = await offeredCase(ground, { mark: 'Gone' });
    await ground.aoba.call('referrals.accept', acceptance(gone.offers.aoba!));
    await post(ground.aoba, gone);
    await suspend();
    await ground.partner.call('referrals.withdrawConsent', { code: gone.code });
    expect(await toldOf('referral.consentWithdrawn', gone)).toEqual([EMAIL]);
    const who = await keeper();
    for (const action of ['referral.viewMeta', 'referral.viewDeid', 'referral.release'] as const) {
      expect(await threeAnswers(who, gone, action), action).toEqual([true, true, true]);
      expect(await threeAnswers(who, open, action), action).toEqual([false, false, false]);
    }
    expect(await threeAnswers(who, gone)).toEqual([false, false, false]);
    expect(await behindTheWall(gone)).toBe(0);
    await who.call('referrals.teaser', { code: gone.code });
    const identity = who.call('referrals.identity', { code: gone.code });
    expect((await refusal(identity)).kind).toBe('forbidden');
    const page = await who.call('referrals.casePage', { code: gone.code });
    if (page.side !== 'candidate')
      throw new Error('without a consent the case is known by its offer');
    const { version } = await standing(ground, gone.code);
    expect(await who.call('referrals.offerPage', { offerId: page.offerId })).toMatchObject({
      accepted: false,
      asked: null,
      withoutConsent: true,
      givesBack: version,
    });
    expect(await who.call('home.overview', {})).toMatchObject({
      discusses: false,
      announcements: null,
    });
    await who.call('referrals.release', { code: gone.code, version, reason: 'noContact' });
    expect((await refusal(who.call('referrals.teaser', { code: gone.code }))).kind).toBe(
      'notFound',
    );

    // What was said with the hospital stays with the sender, whatever becomes of the membership.
    const words = (hospitalId: string) =>
      ground.partner.call('caseThread.messages', { code: gone.code, hospitalId });
    expect((await words(AOBA)).messages).toHaveLength(1);
    for (const other of [orgOf('kaedeno').id, crypto.randomUUID()]) {
      expect((await refusal(words(other))).issues).toEqual([
        { path: 'hospitalId', message: 'unknownRecord' },
      ]);
    }
    await reinstate();
  });

  it('those who keep a patient are told when an administrator opens the case in an emergency', async () => {
    await suspend();
    await admin.call('privacy.breakGlass', {
      code: kept.code,
      words: 'The ambulance waits and nobody answers here.',
    });
    expect(await toldOf('referral.emergencyOpened', kept)).toEqual([EMAIL]);
    const { rows } = await ground.run(
      `SELECT p.email, m.vars->>'to' AS part FROM outbox_mail m JOIN person p ON p.id = m.person_id
        WHERE m.kind = 'referral-emergency' AND m.vars->>'code' = $1 AND p.email = $2`,
      [kept.code, EMAIL],
    );
    expect(rows).toEqual([{ email: EMAIL, part: 'carer' }]);
    await reinstate();
  });

  it('nobody confirms: a hospital that is suspended while it is chosen gives way to the next at once', async () => {
    const waiting = await offeredCase(ground, { mark: 'Chosen', mode: 'COLLECT' });
    await ground.aoba.call('referrals.answer', willing(waiting.offers.aoba!));
    await ground.shiomi.call('referrals.answer', willing(waiting.offers.shiomi!));
    const { version, offers } = await standing(ground, waiting.code);
    await ground.officer.call('referrals.choose', {
      code: waiting.code,
      version,
      orgId: AOBA,
      answerVersion: offers.aoba!.version,
      backups: [orgOf('shiomi').id],
    });
    await closeOverdue(ground.database);
    expect((await standing(ground, waiting.code)).status.aoba).toBe('chosen');
    await suspend();
    await closeOverdue(ground.database);
    const now = await standing(ground, waiting.code);
    expect(now.status).toMatchObject({ aoba: 'expired', shiomi: 'chosen' });
    expect(now.deadline!.getTime()).toBeGreaterThan(Date.now());
    const { rows } = await ground.run(
      `SELECT type, org_id = $2 AS aoba FROM referral_event WHERE referral_id = $1
          AND type IN ('offerStandingLost', 'offerLapsed')`,
      [waiting.id, AOBA],
    );
    expect(rows).toEqual([{ type: 'offerStandingLost', aoba: true }]);
    await reinstate();
  });

  it('being in care means the same to the matrix and to PostgreSQL', async () => {
    const { rows } = await ground.run(
      'SELECT s AS state FROM unnest($1::text[]) s WHERE in_care(s)',
      [[...REFERRAL_STATES]],
    );
    expect(rows.map(({ state }: any) => state)).toEqual([...IN_CARE]);
  });
});
