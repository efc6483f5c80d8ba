import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderMail } from '#emails/render.tsx';
import { DEMO_PASSWORD, personOf } from '#prisma/seed/cast.ts';
import { createLog } from '#server/platform/log.ts';
import { createMailWorker, smtpTransport } from '#server/platform/mail/index.ts';
import { recipientOf } from '#server/recipients.ts';
import { mailServer } from '#tests/fixtures/smtp.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

const { email: EMAIL, id: SATO } = personOf('sato');
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0';

let forum: TestForum;
beforeAll(async () => {
  forum = await testForum({ seed: true });
});
afterAll(() => forum.close());
beforeEach(async () => {
  for (const table of ['known_device', 'outbox_mail', 'one_time_token'])
    await forum.run(`DELETE FROM ${table}`, []);
});

async function signIn(device?: string, email = EMAIL) {
  const answer = await forum
    .visitor()
    .call('account.signIn', { email, password: DEMO_PASSWORD, userAgent: FIREFOX, device });
  if (answer.step !== 'done') throw new Error('a code is asked for');
  return answer;
}
async function mails(): Promise<{ vars: Record<string, string>; person_id: string }[]> {
  const { rows } = await forum.run(
    `SELECT vars, person_id FROM outbox_mail WHERE kind = 'sign-in-new-device' ORDER BY created_at`,
    [],
  );
  return rows as { vars: Record<string, string>; person_id: string }[];
}
async function checkToken(): Promise<string> {
  const [mail] = await mails();
  return new URL(mail!.vars['path']!, 'http://x').searchParams.get('token')!;
}
async function holder(token: string) {
  const actor = (await forum.sessions.read(token))!;
  return ((name, input) =>
    forum.kernel.execute(name, input, { actor, door: 'web', requestId: 'test' })) as Awaited<
    ReturnType<TestForum['as']>
  >['call'];
}

describe('a sign-in is told of by mail', () => {
  test('not the first of an account, nor a known browser; a new browser once, by its next sign-in it is known', async () => {
    const first = await signIn();
    expect(await mails()).toEqual([]);
    await signIn(first.device);
    expect(await mails()).toEqual([]);
    const second = await signIn();
    expect(second.device).not.toBe(first.device);
    await signIn(second.device);
    expect(await mails()).toMatchObject([
      { person_id: SATO, vars: { device: 'Firefox, Windows', network: 'unknown' } },
    ]);
  });

  test('a browser that another person uses is new to this one, and of parallel sign-ins one tells', async () => {
    const { device } = await signIn(undefined, personOf('tsuji').email);
    await signIn();
    await Promise.all(Array.from({ length: 5 }, () => signIn(device)));
    expect((await mails()).filter((mail) => mail.person_id === SATO)).toHaveLength(1);
  });

  test('the cookie is stored as its hash alone, and nothing of the browser but two words', async () => {
    const { device } = await signIn();
    const { rows } = await forum.run('SELECT * FROM known_device', []);
    expect(rows).toMatchObject([{ browser: 'Firefox', system: 'Windows' }]);
    expect(JSON.stringify(rows)).not.toContain(device);
    expect(JSON.stringify(rows)).not.toContain('rv:140');
  });

  test('the mail leaves by SMTP in the reader’s language and says no more of the address than its range', async () => {
    await signIn();
    await signIn();
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
    try {
      await worker.sendDue();
      expect(server.received).toHaveLength(1);
      const { mail } = server.received[0]!;
      expect(mail.subject).toBe('新しい端末からサインインがありました');
      expect(mail.text).toContain('Firefox, Windows');
      expect(mail.text).toContain('https://forum.example/sign-in/check?token=');
    } finally {
      await worker.stop();
      await server.close();
    }
  });
});

describe('browsers in the settings', () => {
  test('a forgotten one is gone from the list, and its next sign-in is told of, even if it was the only one', async () => {
    const { token, device } = await signIn();
    const call = await holder(token);
    const { devices } = await call('account.sessions', { device });
    expect(devices).toMatchObject([{ browser: 'Firefox', system: 'Windows', current: true }]);
    await call('account.forgetDevice', { deviceId: devices[0]!.id });
    expect((await call('account.sessions', { device })).devices).toEqual([]);
    await expect(call('account.forgetDevice', { deviceId: devices[0]!.id })).rejects.toMatchObject({
      kind: 'notFound',
    });
    await signIn(device);
    expect(await mails()).toHaveLength(1);
    expect((await call('account.sessions', { device })).devices).toHaveLength(1);
  });

  test('nobody forgets another’s', async () => {
    const { token, device } = await signIn();
    const { devices } = await (await holder(token))('account.sessions', { device });
    const other = await forum.as(personOf('tsuji').email);
    await expect(
      other.call('account.forgetDevice', { deviceId: devices[0]!.id }),
    ).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('"It was not me"', () => {
  test('shows the sign-in it asks about, ends sessions, password and tokens made since, and leads to a new password, once', async () => {
    const own = await signIn();
    await (
      await holder(own.token)
    )('account.createToken', {
      name: 'old',
      scopes: ['events:read'],
      days: 9,
    });
    const thief = await signIn();
    await (
      await holder(thief.token)
    )('account.createToken', {
      name: 'new',
      scopes: ['events:read'],
      days: 9,
    });
    const token = await checkToken();
    const visitor = forum.visitor();
    expect(await visitor.call('account.signInCheck', { token })).toMatchObject({
      browser: 'Firefox',
      system: 'Windows',
    });
    expect(await forum.sessions.read(thief.token)).not.toBeNull();
    const tries = await Promise.allSettled(
      Array.from({ length: 5 }, () => visitor.call('account.disownSignIn', { token })),
    );
    const done = tries.filter((one) => one.status === 'fulfilled');
    expect(done).toHaveLength(1);
    for (const one of [own, thief]) expect(await forum.sessions.read(one.token)).toBeNull();
    await expect(signIn(own.device)).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    const { rows } = await forum.run(
      `SELECT name FROM api_token WHERE person_id = $1 AND revoked_at IS NOT NULL`,
      [SATO],
    );
    expect(rows).toEqual([{ name: 'new' }]);
    await visitor.call('account.resetPassword', {
      token: done[0]!.value.token,
      password: DEMO_PASSWORD,
    });
    expect(await visitor.call('account.signInCheck', { token })).toBeNull();
    await signIn(own.device);
  });

  test('does nothing by being looked at, after a day, or with a token of another kind', async () => {
    await signIn();
    const thief = await signIn();
    const token = await checkToken();
    await forum.visitor().call('account.signInCheck', { token });
    await forum.run(`UPDATE one_time_token SET expires_at = now()`, []);
    const visitor = forum.visitor();
    await expect(visitor.call('account.disownSignIn', { token })).rejects.toMatchObject({
      code: 'LINK_EXPIRED',
    });
    expect(await forum.sessions.read(thief.token)).not.toBeNull();
    await expect(
      visitor.call('account.resetPassword', { token, password: 'quite another password' }),
    ).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
  });
});
