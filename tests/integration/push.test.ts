import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEMO_PASSWORD, orgOf, personOf } from '#prisma/seed/cast.ts';
import { schedules, workers } from '#server/housekeeping.ts';
import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { createPrinter } from '#server/platform/documents/index.ts';
import { startJobs } from '#server/platform/jobs/index.ts';
import { createLog } from '#server/platform/log.ts';
import { pushSender, vapidKeysIn, type VapidKeys } from '#server/platform/push/index.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

const SATO = personOf('sato');
const SUBJECT = '01900000-0000-7000-8000-000000000001';

type Received = { path: string; headers: IncomingHttpHeaders; body: Buffer };

/** A push service as browsers have one: it takes what is signed, and answers as it is told. */
async function pushService() {
  const received: Received[] = [];
  const answers: number[] = [];
  const server: Server = createServer(async (req, res) => {
    received.push({ path: req.url!, headers: req.headers, body: await buffer(req) });
    res.writeHead(answers.shift() ?? 201, { location: 'http://127.0.0.1:1/elsewhere' }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

/** A browser's side of RFC 8291: it alone can open what is sent. */
function someBrowser(origin: string, name: string) {
  const ecdh = createECDH('prime256v1');
  ecdh.generateKeys();
  const auth = randomBytes(16);
  const hkdf = (salt: Buffer, key: Buffer, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, salt, info, length));
  return {
    subscription: {
      endpoint: `${origin}/${name}`,
      p256dh: ecdh.getPublicKey('base64url'),
      auth: auth.toString('base64url'),
    },
    open(body: Buffer): Record<string, string> {
      const salt = body.subarray(0, 16);
      const keyLength = body[20]!;
      const sender = body.subarray(21, 21 + keyLength);
      const sealed = body.subarray(21 + keyLength);
      const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender]);
      const secret = hkdf(auth, ecdh.computeSecret(sender), info, 32);
      const key = hkdf(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
      const nonce = hkdf(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12);
      const opener = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
      const text = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
      return JSON.parse(text.toString('utf8').replace(/\x02\0*$/, '')) as Record<string, string>;
    },
  };
}

let forum: TestForum;
let service: Awaited<ReturnType<typeof pushService>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
let keys: VapidKeys;
let token: string;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  service = await pushService();
  keys = await vapidKeysIn(join(forum.dataDir, 'vapid.json'));
  forum.kernel.options.services.pushKey = keys.publicKey;
  const log = createLog('silent');
  const send = pushSender({ keys, subject: 'mailto:forum@mej.example', mode: 'demo' });
  jobs = await startJobs({
    database: forum.database,
    workers: workers(forum, log, send, { keyRing: forum.keyRing, printer: createPrinter() }),
    schedules: schedules.slice(0, 0),
    log,
  });
});
afterAll(async () => {
  await jobs.stop();
  await service.close();
  await forum.close();
});
beforeEach(async () => {
  await forum.run('DELETE FROM push_subscription', []);
  await forum.run('DELETE FROM notification_preference', []);
  await choose({ quietFrom: null });
  service.received.length = 0;
  service.answers.length = 0;
  const answer = await forum
    .visitor()
    .call('account.signIn', { email: SATO.email, password: DEMO_PASSWORD });
  if (answer.step !== 'done') throw new Error('a code is asked for');
  token = answer.token;
});

async function call(name: string, input: object) {
  const actor = (await forum.sessions.read(token))!;
  return forum.kernel.execute(name as 'push.own', input as never, {
    actor,
    door: 'web',
    requestId: 'test',
  });
}
function choose({ quietFrom = null as number | null, referrals = 'realtime' }) {
  return forum.run(
    `INSERT INTO notification_preference (person_id, personal, referrals, discussions, events, quiet_from,
       quiet_until, digest_hour, digest_day, updated_at)
     VALUES ($1, 'realtime', $3, 'weekly', 'weekly', $2, CASE WHEN $2::int IS NULL THEN NULL ELSE ($2 + 1439) % 1440 END, 8, 1, now())
     ON CONFLICT (person_id) DO UPDATE SET quiet_from = excluded.quiet_from,
       quiet_until = excluded.quiet_until, referrals = excluded.referrals`,
    [SATO.id, quietFrom, referrals],
  );
}
function tell(type: string) {
  return transaction(forum.database, {}, (tx) =>
    notify(tx, {
      type,
      subject: { kind: 'offer', id: SUBJECT },
      to: sql`m.person_id = ${SATO.id}::uuid AND m.org_id = ${orgOf('aozora').id}::uuid`,
      facts: { code: 'K7QF2M9X-3' },
    }),
  );
}
/** Until every job about pushes is done. */
async function settled() {
  await vi.waitFor(
    async () => {
      const { rows } = await forum.run(
        `SELECT count(*)::int AS left FROM pgboss.job
          WHERE name IN ('notifications.push', 'push.send') AND state IN ('created', 'retry', 'active')`,
        [],
      );
      expect(rows[0].left).toBe(0);
    },
    { timeout: 40_000, interval: 200 },
  );
}

describe('what is pushed', () => {
  it('reaches the browser, sealed for it and signed by the forum, and says no more than that a request waits', async () => {
    const browser = someBrowser(service.origin, 'one');
    await call('push.subscribe', browser.subscription);
    await tell('referral.offered');
    await settled();
    expect(service.received).toHaveLength(1);
    const { headers, body, path } = service.received[0]!;
    expect(path).toBe('/one');
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '43200' });
    const payload = browser.open(body);
    expect(payload).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      title: 'MEJ Forum',
      body: '回答を待っている依頼があります。',
      // Where it leads is found out when it is pressed, by whoever is signed in there.
      path: `/notifications/${payload['id']}`,
    });
    const { rows } = await forum.run('SELECT type FROM notification WHERE id = $1', [
      payload['id'],
    ]);
    expect(rows).toEqual([{ type: 'referral.offered' }]);
    expectSigned(headers.authorization!);
  });

  it('goes to nobody by a rolled back act, and to nobody without a browser that asked', async () => {
    await tell('referral.offered');
    const browser = someBrowser(service.origin, 'one');
    await call('push.subscribe', browser.subscription);
    await transaction(forum.database, {}, async (tx) => {
      await notify(tx, {
        type: 'referral.offered',
        subject: { kind: 'offer', id: SUBJECT },
        to: sql`m.person_id = ${SATO.id}::uuid`,
      });
      throw new Error('taken back');
    }).catch(() => undefined);
    await settled();
    expect(service.received).toEqual([]);
  });

  it('follows the choices and quiet hours of mails', async () => {
    await call('push.subscribe', someBrowser(service.origin, 'one').subscription);
    await choose({ referrals: 'daily' });
    await tell('referral.offered');
    await settled();
    const tokyo = Number(
      new Intl.DateTimeFormat('en', {
        hour: '2-digit',
        hourCycle: 'h23',
        timeZone: 'Asia/Tokyo',
      }).format(new Date()),
    );
    await choose({ quietFrom: tokyo * 60 });
    await tell('referral.offered');
    await settled();
    expect(service.received).toEqual([]);
    await choose({});
    await tell('referral.offered');
    await settled();
    expect(service.received).toHaveLength(1);
  });

  it('is tried again when the service is busy, and a browser that is gone is forgotten; redirects lead nowhere', async () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) =>
      someBrowser(service.origin, name),
    );
    await call('push.subscribe', one!.subscription);
    service.answers.push(503, 201);
    await tell('referral.offered');
    await settled();
    expect(service.received.map(({ path }) => path)).toEqual(['/one', '/one']);
    expect(one!.open(service.received[1]!.body)).toEqual(one!.open(service.received[0]!.body));

    for (const [status, browser] of [
      [410, two],
      [302, three],
    ] as const) {
      await forum.run('DELETE FROM push_subscription', []);
      await call('push.subscribe', browser!.subscription);
      service.received.length = 0;
      service.answers.push(status);
      await tell('referral.offered');
      await settled();
      expect(service.received, String(status)).toHaveLength(1);
      const { rows } = await forum.run('SELECT 1 FROM push_subscription', []);
      expect(rows, String(status)).toEqual([]);
    }
  });
});

describe('a browser', () => {
  it('takes pushes as long as its sign-in lasts', async () => {
    await call('push.subscribe', someBrowser(service.origin, 'one').subscription);
    await call('account.signOut', {});
    await tell('referral.offered');
    await settled();
    expect(service.received).toEqual([]);
  });

  it('belongs to whoever is signed in there last, and is ended by its person alone', async () => {
    const { subscription } = someBrowser(service.origin, 'shared');
    await call('push.subscribe', subscription);
    await call('push.subscribe', subscription);
    const { browsers } = await call('push.own', {});
    expect(browsers).toHaveLength(1);
    const tsuji = await forum.as(personOf('tsuji').email);
    await expect(
      tsuji.call('push.forget', { subscriptionId: browsers[0]!.id }),
    ).rejects.toMatchObject({ kind: 'notFound' });
    await tsuji.call('push.unsubscribe', { endpoint: subscription.endpoint });
    expect((await call('push.own', {})).browsers).toHaveLength(1);
    await call('push.unsubscribe', { endpoint: subscription.endpoint });
    expect((await call('push.own', {})).browsers).toEqual([]);
  });

  it('is refused with an endpoint that is no push service’s, and without a sign-in of its own', async () => {
    const { subscription } = someBrowser(service.origin, 'one');
    for (const endpoint of ['https://10.0.0.1/x', 'http://push.example/x', 'https://intranet/x']) {
      await expect(call('push.subscribe', { ...subscription, endpoint })).rejects.toMatchObject({
        code: 'PUSH_ENDPOINT',
      });
    }
    const byProgram = await forum.as(SATO.email);
    await expect(byProgram.call('push.subscribe', subscription)).rejects.toMatchObject({
      code: 'SESSION_NEEDED',
    });
  });
});

describe('in production', () => {
  it('a name that leads into the house is not called', async () => {
    const send = pushSender({ keys, subject: 'mailto:forum@mej.example', mode: 'production' });
    const { subscription } = someBrowser('https://localhost.localdomain.invalid', 'one');
    const sending = send(subscription, { payload: {}, topic: 'x' }, new AbortController().signal);
    await expect(sending).rejects.toThrow();
    const local = someBrowser(service.origin, 'one').subscription;
    expect(await send(local, { payload: {}, topic: 'x' }, new AbortController().signal)).toBe(
      'refused',
    );
    expect(service.received).toEqual([]);
  });

  it('the keys are made once, also by many first starts at a time, and are for the owner’s eyes alone', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'vapid-')), 'vapid.json');
    const all = await Promise.all(Array.from({ length: 5 }, () => vapidKeysIn(path)));
    expect(new Set(all.map(({ privateKey }) => privateKey)).size).toBe(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });
});

/** RFC 8292: a token of the forum's key, for this service, not for long. */
function expectSigned(authorization: string) {
  const [, jwt, key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization)!;
  expect(key).toBe(keys.publicKey);
  const [head, claims, signature] = jwt!.split('.') as [string, string, string];
  const point = Buffer.from(key!, 'base64url');
  const publicKey = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const isGood = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(isGood).toBe(true);
  const { aud, sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string;
    sub: string;
    exp: number;
  };
  expect(aud).toBe(service.origin);
  expect(sub).toBe('mailto:forum@mej.example');
  expect(exp - Date.now() / 1000).toBeLessThanOrEqual(86_400);
}
