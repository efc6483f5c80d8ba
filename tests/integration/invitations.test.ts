import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderMail } from '#emails/render.tsx';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { sweepOnce } from '#server/housekeeping.ts';
import { INVITATION_DAYS } from '#server/invitations/plain.ts';
import { createLog } from '#server/platform/log.ts';
import { createMailWorker, smtpTransport } from '#server/platform/mail/index.ts';
import { secretHash } from '#server/platform/secrets.ts';
import { recipientOf } from '#server/recipients.ts';
import { mailServer } from '#tests/fixtures/smtp.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';
import { refusal } from './referrals-ground.ts';

let forum: TestForum;
let hayashi: Someone;
let staff: Someone;
let admin: Someone;
const aoba = orgOf('aoba').id;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  hayashi = await forum.as('representative@aoba.example');
  staff = await forum.as('staff@mej.example');
  admin = await forum.as('admin@mej.example');
  // Whom the demo has invited is another story.
  await forum.run('DELETE FROM invitation', []);
}, 120_000);
afterAll(() => forum.close());

const PASSWORD = 'watari dori to minato';
const WHO = {
  familyName: '招待',
  givenName: '花子',
  familyReading: 'ショウタイ',
  givenReading: 'ハナコ',
  timeZone: 'Asia/Tokyo',
  password: PASSWORD,
};

const valueOf = async (text: string, values: unknown[]) =>
  Object.values((await forum.run(text, values)).rows[0])[0];
type More = { orgId?: string; lang?: 'ko'; role?: 'hospitalCoordinator' };
const invite = (email: string, { role, ...more }: More = {}, by = hayashi) => {
  const whom = { orgId: aoba, email, lang: 'ja' as const, ...more };
  return role
    ? by.call('invitations.inviteWithRole', { ...whom, role })
    : by.call('invitations.invite', whom);
};
const lines = async (slug = 'aoba', by = hayashi) =>
  (await by.call('invitations.page', { slug })).open;
const lineOf = async (email: string) => (await lines()).find((one) => one.email === email)!;
/** The secret of the newest mail to an address. */
const secretOf = async (email: string) => {
  const path = await valueOf(
    `SELECT vars->>'path' FROM outbox_mail WHERE kind = 'invitation' AND to_address = $1 ORDER BY created_at DESC LIMIT 1`,
    [email],
  );
  return String(path).replace('/invitation/', '');
};
const opened = async (secret: string, by: Someone = forum.visitor('ja')) =>
  by.call('invitations.opened', { secret });
const accept = (secret: string, more: object = {}) =>
  forum.visitor('ja').call('invitations.accept', { secret, ...WHO, ...more });
const settle = async (act: 'sendAgain' | 'withdraw', email: string, by = hayashi) => {
  const { id, version } = await lineOf(email);
  return by.call(`invitations.${act}`, { orgId: aoba, invitationId: id, version });
};

describe('inviting into an organisation', () => {
  it('is its representative’s and the secretariat’s, and never into another’s', async () => {
    const other = await forum.as(personOf('igarashi').email);
    const doctor = await forum.as('doctor@aoba.example', 'aoba');
    for (const by of [doctor, other, forum.visitor()]) {
      await expect(invite('nobody@aoba.example', {}, by)).rejects.toMatchObject({
        kind: expect.stringMatching(/notFound|forbidden|signedOut/),
      });
      await expect(lines('aoba', by)).rejects.toMatchObject({
        kind: expect.stringMatching(/notFound|forbidden|signedOut/),
      });
    }
    await invite('by-staff@aoba.example', {}, staff);
    expect((await lines()).map(({ email }) => email)).toEqual(['by-staff@aoba.example']);
    await settle('withdraw', 'by-staff@aoba.example');
    expect(await lines()).toEqual([]);
  });

  it('with a role is held to what giving roles is held to', async () => {
    const role = 'hospitalCoordinator';
    expect((await refusal(invite('x@aoba.example', { role }, staff))).kind).toBe('forbidden');
    const offered = async (by: Someone) =>
      (await by.call('invitations.page', { slug: 'aoba' })).roles;
    expect([await offered(staff), await offered(hayashi)]).toEqual([
      ['member'],
      ['member', 'hospitalCoordinator', 'billing'],
    ]);
    const factorAt = new Date(Date.now() - 13 * 3_600_000);
    const idle = { ...hayashi.actor, hasFactor: true, factorAt };
    const asked = forum.kernel.execute(
      'invitations.inviteWithRole',
      { orgId: aoba, email: 'x@aoba.example', lang: 'ja', role },
      { actor: idle, door: 'web', requestId: 'f' },
    );
    expect((await refusal(asked)).code).toBe('STEP_UP_NEEDED');
    expect(await lines()).toEqual([]);
  });

  it('says what is wrong with an address or a role, and answers alike whether an account is elsewhere', async () => {
    const wrong = async (email: string, more: More = {}, by = hayashi) =>
      (await refusal(invite(email, more, by))).issues[0]!;
    expect(await wrong('no address')).toEqual({ path: 'email', message: 'format.email' });
    expect(await wrong('doctor@aoba.example')).toEqual({
      path: 'email',
      message: 'colleagueAlready',
    });
    const partner = orgOf('altangol').id;
    expect(
      await wrong('x@altangol.example', { orgId: partner, role: 'hospitalCoordinator' }, admin),
    ).toEqual({ path: 'role', message: 'unknownRecord' });
    const known = personOf('igarashi').email;
    const answers = [await invite(known), await invite('unknown@nowhere.example')];
    expect(answers.map((one) => Object.keys(one))).toEqual([['invitationId'], ['invitationId']]);
    expect(await wrong(known.toUpperCase())).toEqual({ path: 'email', message: 'invitedAlready' });
    await settle('withdraw', 'unknown@nowhere.example');
  });

  it('keeps of the link its hash alone, and writes in the language that was chosen', async () => {
    await invite('min@aoba.example', { lang: 'ko' });
    const secret = await secretOf('min@aoba.example');
    const { rows } = await forum.run(
      `SELECT i.link_hash, i.until, m.lang, m.vars FROM invitation i JOIN outbox_mail m ON m.to_address = i.email::text
        WHERE i.email = 'min@aoba.example'`,
      [],
    );
    expect(Buffer.from(rows[0].link_hash)).toEqual(secretHash(secret));
    expect(JSON.stringify(await lineOf('min@aoba.example'))).not.toContain(secret);
    expect(rows[0]).toMatchObject({ lang: 'ko', vars: { org: orgOf('aoba').name.ko } });
    const days = (new Date(rows[0].until).getTime() - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(INVITATION_DAYS);
  });

  it('makes an account, once: of ten presses one is answered, and looking changes nothing', async () => {
    await invite('hanako@aoba.example', { role: 'hospitalCoordinator' });
    const secret = await secretOf('hanako@aoba.example');
    for (let i = 0; i < 2; i += 1) {
      expect(await opened(secret)).toMatchObject({
        account: 'none',
        email: 'hanako@aoba.example',
        role: 'hospitalCoordinator',
      });
    }
    expect(await refusal(accept(secret, { password: 'too short' }))).toMatchObject({
      issues: [{ path: 'password', message: 'passwordTooShort' }],
    });
    const presses = await Promise.allSettled(Array.from({ length: 10 }, () => accept(secret)));
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(presses.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'LINK_EXPIRED' },
    });
    expect(await opened(secret)).toBeNull();

    const signed = await forum
      .visitor()
      .call('account.signIn', { email: 'hanako@aoba.example', password: PASSWORD });
    expect(signed.step).toBe('done');
    const hanako = await forum.as('hanako@aoba.example');
    expect(hanako.actor).toMatchObject({ orgId: aoba, roles: ['hospital', 'hospitalCoordinator'] });
    const { people } = await hayashi.call('membership.organisationPage', { slug: 'aoba' });
    expect(people!.find(({ id }) => id === hanako.actor.personId)).toMatchObject({
      familyName: '招待',
      reading: 'ショウタイ ハナコ',
      nameLang: 'ja',
    });
    expect(
      await valueOf(
        `SELECT count(*)::int FROM notification WHERE person_id = $1 AND type = 'organisation.joined'`,
        [hayashi.actor.personId],
      ),
    ).toBe(1);
    expect((await lines()).map(({ email }) => email)).not.toContain('hanako@aoba.example');
  });

  it('is joined with an account that there is by its own person alone', async () => {
    const { email } = personOf('igarashi');
    const secret = await secretOf(email);
    const igarashi = await forum.as(email);
    const sato = await forum.as(personOf('sato').email);
    expect((await opened(secret))!.account).toBe('signIn');
    expect((await opened(secret, sato))!.account).toBe('other');
    expect((await opened(secret, igarashi))!.account).toBe('own');
    expect((await refusal(accept(secret))).code).toBe('STATE_CHANGED');
    expect((await refusal(sato.call('invitations.join', { secret }))).code).toBe('LINK_EXPIRED');
    const presses = await Promise.allSettled(
      Array.from({ length: 5 }, () => igarashi.call('invitations.join', { secret })),
    );
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await forum.as(email, 'aoba')).actor.orgId).toBe(aoba);
    expect((await forum.as(email, 'akebono')).actor.orgId).toBe(orgOf('akebono').id);
  });

  it('arrives as a mail whose link opens it, and the outbox forgets the link once it is sent', async () => {
    const email = 'by-mail@aoba.example';
    const server = await mailServer();
    const worker = createMailWorker({
      database: forum.database,
      log: createLog('silent'),
      transport: smtpTransport({ url: server.url, requireTls: false }),
      render: renderMail,
      recipient: recipientOf,
      from: { name: 'MEJ Forum', address: 'forum@mej.example' },
      origin: () => 'https://forum.example',
    });
    await invite(email);
    await worker.sendDue();
    await worker.stop();
    await server.close();
    const mail = server.received.find(({ to }) => to[0] === email)!.mail;
    const secret = /https:\/\/forum\.example\/invitation\/([\w-]{43})/.exec(mail.text!)![1]!;
    expect(
      await valueOf(`SELECT state || vars::text FROM outbox_mail WHERE to_address = $1`, [email]),
    ).toBe('sent{}');
    expect((await opened(secret))!.account).toBe('none');
    await accept(secret);
    expect((await forum.as(email)).actor.orgId).toBe(aoba);
  });

  it('runs out after its days, can be sent again, and be taken back; only the newest link counts', async () => {
    await invite('late@aoba.example');
    const first = await secretOf('late@aoba.example');
    await forum.shiftClock(`${INVITATION_DAYS} days 1 hour`);
    expect(await opened(first)).toBeNull();
    expect((await refusal(accept(first))).code).toBe('LINK_EXPIRED');
    expect((await lineOf('late@aoba.example')).over).toBe(true);
    await settle('sendAgain', 'late@aoba.example');
    expect(
      (await refusal(settleStale('late@aoba.example'))).code,
      'a list that was drawn before',
    ).toBe('STATE_CHANGED');
    const second = await secretOf('late@aoba.example');
    expect(second).not.toBe(first);
    expect(await opened(first)).toBeNull();
    expect((await opened(second))!.account).toBe('none');
    await settle('withdraw', 'late@aoba.example');
    expect((await refusal(accept(second))).code).toBe('LINK_EXPIRED');
    await forum.shiftClock('0');
  });

  it('leads nowhere while the membership is suspended', async () => {
    await invite('waits@aoba.example');
    const secret = await secretOf('waits@aoba.example');
    await admin.call('membership.suspend', { orgId: aoba });
    expect(await opened(secret)).toBeNull();
    expect((await refusal(accept(secret))).code).toBe('LINK_EXPIRED');
    expect((await refusal(invite('new@aoba.example', {}, staff))).code).toBe('STATE_CHANGED');
    await admin.call('membership.reinstate', { orgId: aoba });
    await accept(secret);
    expect((await forum.as('waits@aoba.example')).actor.orgId).toBe(aoba);
  });

  it('is forgotten with its address ninety days after it ended', async () => {
    const count = () => valueOf(`SELECT count(*)::int FROM invitation`, []);
    const before = Number(await count());
    await forum.run(
      `UPDATE invitation SET ended_at = now() - interval '91 days' WHERE email = 'late@aoba.example'`,
      [],
    );
    await sweepOnce(forum.database);
    expect(await count()).toBe(before - 1);
  });
});

async function settleStale(email: string) {
  const { id, version } = await lineOf(email);
  return hayashi.call('invitations.withdraw', {
    orgId: aoba,
    invitationId: id,
    version: version - 1,
  });
}
