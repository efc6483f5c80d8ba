import { createHash, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asOwner as ownerOf } from './ledger.ts';
import { ask, connected, openSocket, signIn, startNodes, type Nodes } from './nodes.ts';
import { weakenedBuild } from './weakened.ts';

const FULL = process.env['FAULTS'] === 'full';
const FRAMES = FULL ? 10_000 : 1000;

const MEMBER = 'society@aozora.example';
const OUTSIDER = 'observer@renkei.example';

let nodes: Nodes;
let url: string;
let cookie: string;
let threadId: string;

beforeAll(async () => {
  nodes = await startNodes(1);
  url = nodes.nodes[0]!.url;
  cookie = await signIn(url, MEMBER);
  threadId = await threadOf(MEMBER);
});
afterAll(() => nodes.stop());

async function threadOf(email: string): Promise<string> {
  const rows = await asOwner<{ id: string }>(
    `SELECT t.id FROM thread t JOIN project pr ON pr.id = t.project_id AND pr.privacy = 'invited'
     JOIN project_member pm ON pm.project_id = t.project_id AND pm.left_at IS NULL
     JOIN membership m ON m.org_id = pm.org_id AND m.ended_at IS NULL JOIN person p ON p.id = m.person_id
     WHERE p.email = $1 ORDER BY t.created_at LIMIT 1`,
    [email],
  );
  return rows[0]!.id;
}

function asOwner<T>(text: string, values: unknown[] = []): Promise<T[]> {
  return ownerOf<T>(nodes, text, values);
}

function post(path: string, headers: Record<string, string>, body = 'lang=en') {
  return fetch(`${url}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookie, ...headers },
    body,
  });
}

async function alive(): Promise<boolean> {
  return (await fetch(`${url}/healthz`)).ok && (await fetch(`${url}/readyz`)).ok;
}

describe('a change must come from our own pages', () => {
  const targets = [
    '/language',
    '/language.data',
    '/sign-in',
    '/sign-in.data',
    '/api/v1/account.setLanguage',
  ];
  const strangers: Record<string, Record<string, string>> = {
    'a foreign Origin': { Origin: 'https://evil.example' },
    'no Origin at all': {},
    'Origin null': { Origin: 'null' },
    'an Origin that begins like ours': { Origin: 'http://localhost.evil.example' },
    'another port': { Origin: 'http://localhost:1' },
    'another scheme': { Origin: 'https://localhost' },
    'a foreign Origin vouched for by X-Forwarded-Host': {
      Origin: 'https://evil.example',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
    },
    'a cross-site fetch without an Origin': { 'Sec-Fetch-Site': 'cross-site' },
  };
  for (const [who, headers] of Object.entries(strangers)) {
    test(`${who} is refused on pages, data requests, resource routes and the API`, async () => {
      for (const target of targets) {
        const answer = await post(target, headers);
        expect(answer.status, `${target} ${who}`).toBe(403);
        expect(await answer.json()).toMatchObject({ code: 'FOREIGN_ORIGIN' });
      }
    });
  }

  test('our own Origin passes (the control)', async () => {
    expect((await post('/language', { Origin: url })).status).toBeLessThan(400);
    expect((await post('/language', { 'Sec-Fetch-Site': 'same-origin' })).status).toBeLessThan(400);
  });

  test('the old data address of Remix answers nothing', async () => {
    for (const origin of [url, 'https://evil.example']) {
      expect(
        (await post('/language?_data=routes/account/language', { Origin: origin })).status,
      ).toBe(404);
    }
    expect((await fetch(`${url}/?_data=root`, { headers: { Cookie: cookie } })).status).toBe(404);
  });
});

describe('no shape of a request goes around the gate', () => {
  const shapes = (id: string) => [
    `/discussions/threads/${id}`,
    `/discussions/threads/${id}.data`,
    `/discussions/threads/${id}.data?_routes=routes%2Fdiscussions%2Fthread`,
    `/discussions/threads/${id}.data?_routes=root`,
  ];

  test('an outsider gets no word of a thread, in a document, its data or a part of it', async () => {
    const [{ body }] = (await asOwner<{ body: string }>(
      'SELECT body FROM post WHERE thread_id = $1 AND deleted_at IS NULL ORDER BY seq DESC LIMIT 1',
      [threadId],
    )) as [{ body: string }];
    const canary = body.slice(0, 12);
    const outside = await signIn(url, OUTSIDER);
    for (const shape of shapes(threadId)) {
      const refused = await (
        await fetch(`${url}${shape}`, { headers: { Cookie: outside } })
      ).text();
      expect(refused, shape).not.toContain(canary);
    }
    const answers = await Promise.all(
      shapes(threadId)
        .slice(0, 2)
        .map(async (shape) =>
          (await fetch(`${url}${shape}`, { headers: { Cookie: cookie } })).text(),
        ),
    );
    for (const answer of answers) expect(answer, 'a participant reads it').toContain(canary);
  });

  test('a foreign thread and one that does not exist are one answer', async () => {
    const outside = await signIn(url, OUTSIDER);
    const ids = [threadId, '01900000-0000-7000-8000-000000000000'];
    const [foreign, absent] = await Promise.all(
      ids.map(async (id) => {
        const answer = await api('discussions.threadPage', { threadId: id }, outside);
        const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>;
        return { status: answer.status, body };
      }),
    );
    expect(foreign).toEqual(absent);
    expect(foreign!.status).toBe(404);
  });
});

function api(
  name: string,
  body: unknown,
  as: string | null = cookie,
  more: Record<string, string> = {},
) {
  return fetch(`${url}/api/v1/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Origin: url,
      ...(as ? { Cookie: as } : {}),
      ...more,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function problem(answer: Response) {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const body = (await answer.json()) as { status: number; code: string; issues?: unknown[] };
  expect(body.status).toBe(answer.status);
  return body;
}

describe('bad input gets an answer of its class, and nothing is written', () => {
  test('a page is sent what is no form', async () => {
    const answer = await fetch(`${url}/settings`, {
      method: 'POST',
      headers: { Cookie: cookie, Origin: url, 'Content-Type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('BROKEN_FORM');
  });

  test('unknown use case, broken JSON, unknown field, wrong type, missing field', async () => {
    expect(await problem(await api('discussions.explode', {}))).toMatchObject({
      status: 404,
      code: 'UNKNOWN_USE_CASE',
    });
    expect(await problem(await api('__proto__', {}))).toMatchObject({ status: 404 });
    expect(await problem(await api('discussions.post', '{"threadId":'))).toMatchObject({
      code: 'BROKEN_JSON',
    });
    expect(
      await problem(await api('account.setLanguage', { lang: 'en', role: 'admin' })),
    ).toMatchObject({
      status: 422,
      code: 'INVALID_INPUT',
      issues: [{ message: 'unknownField' }],
    });
    expect(await problem(await api('account.setLanguage', { lang: { not: '' } }))).toMatchObject({
      status: 422,
    });
    expect(await problem(await api('account.setLanguage', {}))).toMatchObject({ status: 422 });
    expect(await problem(await api('account.setLanguage', 'null'))).toMatchObject({ status: 422 });
    expect(await problem(await api('account.setLanguage', '[]'))).toMatchObject({ status: 422 });
  });

  test('signing in is no act of the API', async () => {
    expect(
      await problem(await api('account.signIn', { email: MEMBER, password: 'x' })),
    ).toMatchObject({ status: 404 });
  });

  test('a tampered, foreign or ended session is nobody', async () => {
    for (const forged of [
      `${cookie}x`,
      'session=',
      `session=${'A'.repeat(43)}`,
      `session=${'%00'.repeat(50)}`,
    ]) {
      expect(await problem(await api('account.profile', {}, forged))).toMatchObject({
        status: 401,
        code: 'SIGNED_OUT',
      });
    }
    const short = await signIn(url, OUTSIDER);
    expect((await api('account.profile', {}, short)).status).toBe(200);
    await asOwner(`UPDATE session SET expires_at = now() - interval '1 second' WHERE id = $1`, [
      hashOf(short),
    ]);
    expect((await api('account.profile', {}, short)).status).toBe(401);
    const old = await signIn(url, OUTSIDER);
    await asOwner(`UPDATE session SET created_at = now() - interval '31 days' WHERE id = $1`, [
      hashOf(old),
    ]);
    expect((await api('account.profile', {}, old)).status, 'thirty days are the end').toBe(401);
  });

  test('the database holds no token that could be used', async () => {
    const token = cookie.split('=')[1]!;
    const rows = await asOwner<{ id: string }>('SELECT id FROM session');
    expect(rows.map((row) => row.id)).toContain(hashOf(cookie));
    expect(rows.some((row) => row.id.includes(token))).toBe(false);
  });

  test('a bearer token that is unknown or malformed is refused', async () => {
    for (const header of ['Bearer x', `Bearer mejf_${'a'.repeat(43)}`, 'Basic abc']) {
      const answer = await api('account.profile', {}, null, { Authorization: header });
      expect(await problem(answer)).toMatchObject({ status: 401, code: 'TOKEN_INVALID' });
    }
  });

  test('a page that acts for another organisation than its session is told so', async () => {
    const answer = await api('account.profile', {}, cookie, {
      'X-Acting-As': '01900000-0000-7000-8000-000000000000',
    });
    expect(await problem(answer)).toMatchObject({ status: 409, code: 'ACTING_CHANGED' });
  });

  test('the same key and body answer the same, another body is a conflict', async () => {
    const key = { 'Idempotency-Key': 'k-1' };
    const first = await api('account.setLanguage', { lang: 'ja' }, cookie, key);
    const second = await api('account.setLanguage', { lang: 'ja' }, cookie, key);
    expect(await second.json()).toEqual(await first.json());
    expect(
      await problem(await api('account.setLanguage', { lang: 'en' }, cookie, key)),
    ).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });
});

describe('bodies are measured before they are read', () => {
  test('an announced 150 MiB form is refused at once and twenty of them cost no memory', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => announce(150 * 1024 * 1024)),
    );
    expect(new Set(answers)).toEqual(new Set([413]));
    expect(await alive()).toBe(true);
  });

  test('a body without a length is refused', async () => {
    expect(await announce(undefined)).toBe(411);
  });

  test('a JSON body over its cap is refused', async () => {
    expect((await api('discussions.post', { body: 'x'.repeat(300 * 1024) })).status).toBe(413);
  });

  test('files for a library that are cut off on the way end nothing but themselves', async () => {
    const [project] = await asOwner<{ id: string }>(
      'SELECT project_id AS id FROM thread WHERE id = $1',
      [threadId],
    );
    for (const sent of ['%PDF-1.7\n', `%PDF-1.7\n${'x'.repeat(200_000)}`, 'no PDF at all']) {
      await cutOff(`/files/project?project=${project!.id}`, sent);
    }
    // A process that ends over it takes a moment to go.
    await pause(1_000);
    expect(await alive()).toBe(true);
    expect(nodes.nodes[0]!.process.exitCode).toBeNull();
  });

  /** Sends the beginning of a form with a file, and hangs up. */
  async function cutOff(path: string, beginning: string): Promise<void> {
    const req = request(`${url}${path}`, {
      method: 'POST',
      headers: {
        Origin: url,
        Cookie: cookie,
        'Content-Type': 'multipart/form-data; boundary=cut',
        'Content-Length': 1_000_000,
      },
    });
    req.on('error', () => undefined);
    req.write(
      `--cut\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n${beginning}`,
    );
    await pause(500);
    req.destroy();
  }

  /** Announces a body of this size (none: chunked), sends its first bytes and answers the status. */
  function announce(bytes: number | undefined): Promise<number> {
    return new Promise((done, fail) => {
      const req = request(`${url}/sign-in`, {
        method: 'POST',
        headers: {
          Origin: url,
          'Content-Type': 'application/x-www-form-urlencoded',
          ...(bytes === undefined ? {} : { 'Content-Length': bytes }),
        },
      });
      req.on('response', (res) => {
        done(res.statusCode!);
        req.destroy();
      });
      req.on('error', fail);
      req.write('email=a');
    });
  }
});

describe('headers', () => {
  test('every page has a nonce of its own, and no inline script without it', async () => {
    // The public page comes from memory when it is asked for again.
    const nonces = await Promise.all(
      ['/sign-in', '/sign-in', '/ja', '/ja'].map(async (path) => {
        const answer = await fetch(`${url}${path}`);
        const policy = answer.headers.get('content-security-policy')!;
        const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)![1]!;
        const html = await answer.text();
        for (const [tag] of html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>/g))
          expect(tag).toContain(`nonce="${nonce}"`);
        expect(policy).toContain("object-src 'none'");
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toMatch(/script-src[^;]*unsafe/);
        return nonce;
      }),
    );
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  test('what somebody signed in may read is kept by no cache', async () => {
    const answer = await fetch(`${url}/`, { headers: { Cookie: cookie } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test('links are made from our own origin, whatever Host the request names', async () => {
    const answer = await new Promise<string>((done) => {
      const req = request(`${url}/sign-in`, { headers: { Host: 'evil.example' } }, (res) => {
        let text = '';
        res.on('data', (chunk) => (text += chunk));
        res.on('end', () => done(`${JSON.stringify(res.headers)}${text}`));
      });
      req.end();
    });
    expect(answer).not.toContain('evil.example');
  });
});

describe('the realtime door', () => {
  test('a handshake from a foreign page is refused, ours connects (the control)', async () => {
    for (const origin of [
      'https://evil.example',
      'null',
      `${url}.evil.example`,
      url.toUpperCase(),
      'http://localhost:1',
    ]) {
      expect(await connects({ Cookie: cookie, Origin: origin }), origin).toBe(false);
    }
    expect(await connects({ Cookie: cookie }), 'no Origin').toBe(false);
    expect(await connects({ Origin: url }), 'no session').toBe(false);
    expect(await connects({ Cookie: cookie, Origin: url })).toBe(true);
  });

  test('Socket.IO’s own recovery is off', async () => {
    const socket = openSocket(url, cookie);
    await connected(socket);
    // With recovery on, the handshake would hand out a private id to come back with.
    expect((socket as unknown as { _pid?: string })._pid).toBeUndefined();
    socket.close();
  });

  test('a conversation between others is no channel for anybody else, staff included', async () => {
    const [talk] = await asOwner<{ id: string; insider: string }>(
      `SELECT t.id, p.email AS insider FROM thread t JOIN thread_person tp ON tp.thread_id = t.id
         JOIN person p ON p.id = tp.person_id
        WHERE t.kind = 'direct' AND NOT EXISTS (
          SELECT 1 FROM thread_person o JOIN person q ON q.id = o.person_id
           WHERE o.thread_id = t.id AND q.email IN ('staff@mej.example', 'admin@mej.example'))
        ORDER BY p.email LIMIT 1`,
    );
    const channel = { kind: 'thread', id: talk!.id };
    for (const email of ['staff@mej.example', 'admin@mej.example', OUTSIDER]) {
      const socket = openSocket(url, await signIn(url, email));
      expect(await ask(socket, 'subscribe', { channel, after: 0 }), email).toMatchObject({
        ok: false,
        code: 'NOT_FOUND',
      });
      expect(await ask(socket, 'signal', { channel, type: 'typing' }), email).toMatchObject({
        ok: false,
        code: 'NOT_SUBSCRIBED',
      });
      socket.close();
    }
    // The control: those who are in it listen.
    const inside = openSocket(url, await signIn(url, talk!.insider));
    expect(await ask(inside, 'subscribe', { channel, after: 0 })).toMatchObject({ ok: true });
    inside.close();
  });

  test('broken frames, unknown channels and unknown acts are answered, not obeyed', async () => {
    const socket = openSocket(url, cookie);
    expect(await ask(socket, 'call', { name: 5 })).toMatchObject({
      ok: false,
      code: 'BROKEN_FRAME',
    });
    expect(await ask(socket, 'call', { name: 'no.such', input: {} })).toMatchObject({
      ok: false,
      code: 'UNKNOWN_USE_CASE',
    });
    expect(
      await ask(socket, 'subscribe', { channel: { kind: 'room', id: threadId }, after: 0 }),
    ).toMatchObject({ ok: false });
    expect(
      await ask(socket, 'subscribe', {
        channel: { kind: 'thread', id: '01900000-0000-7000-8000-000000000000' },
        after: 0,
      }),
    ).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(
      await ask(socket, 'subscribe', { channel: { kind: 'case', id: threadId }, after: 0 }),
    ).toMatchObject({ ok: false });
    expect(
      await ask(socket, 'signal', { channel: { kind: 'thread', id: threadId }, type: 'typing' }),
    ).toMatchObject({ ok: false });
    expect(
      await ask(socket, 'subscribe', { channel: { kind: 'thread', id: threadId }, after: 0 }),
    ).toMatchObject({ ok: true });
    socket.close();
  });

  test('a frame over 64 KiB ends its own connection and no other', async () => {
    const bystander = openSocket(url, cookie);
    const socket = openSocket(url, cookie, { reconnection: false });
    const gone = new Promise((done) => socket.on('disconnect', done));
    await connected(socket);
    socket.emit('call', { name: 'x'.repeat(100 * 1024) });
    await gone;
    expect(await ask(bystander, 'call', { name: 'account.profile', input: {} })).toMatchObject({
      ok: true,
    });
    bystander.close();
  });

  test(`${FRAMES} random frames are refused, change nothing and leave the forum alive; one that is right is answered and counted (the control)`, async () => {
    const written = () =>
      asOwner(
        'SELECT (SELECT count(*) FROM post) AS posts, (SELECT count(*) FROM channel_event) AS events',
      );
    const before = await written();
    const socket = openSocket(url, cookie);
    await connected(socket);
    const answered = ['call', 'subscribe', 'unsubscribe', 'signal'];
    const frames = fc.sample(
      fc.tuple(fc.constantFrom(...answered, '__proto__', 'x'), fc.jsonValue()),
      FRAMES,
    );
    const obeyed: unknown[] = [];
    let refused = 0;
    for (const [i, frame] of frames.entries()) {
      socket.emit(...frame, (answer: { ok: boolean }) => {
        if (answer.ok) obeyed.push(frame);
        else refused += 1;
      });
      // No more at once than a line carries.
      if (i % 1000 !== 999) continue;
      expect(
        await ask(socket, 'call', { name: 'account.profile', input: {} }, 10_000),
      ).toMatchObject({ ok: true });
    }
    expect(obeyed).toEqual([]);
    expect(refused).toBe(frames.filter(([event]) => answered.includes(event)).length);
    expect(await written()).toEqual(before);
    expect(await alive()).toBe(true);
    const input = { threadId, clientId: randomUUID(), body: 'right', lang: 'en' };
    expect(await ask(socket, 'call', { name: 'discussions.post', input })).toMatchObject({
      ok: true,
    });
    expect(await written()).not.toEqual(before);
    socket.close();
  });

  test.runIf(FULL)(
    'a node that does not catch what a frame breaks ends (the control)',
    async () => {
      const { dir, discard } = await weakenedBuild([[/reply\(refusal\(error\)\)/, 'throw error']]);
      const weak = await startNodes(1, {}, dir);
      try {
        const { url: home, process: node } = weak.nodes[0]!;
        const socket = openSocket(home, await signIn(home, MEMBER), { reconnection: false });
        await connected(socket);
        socket.emit('call', 'no frame');
        for (let i = 0; i < 100 && node.exitCode === null; i += 1) await pause(100);
        expect(node.exitCode).not.toBeNull();
        expect(node.exitCode).not.toBe(0);
        socket.close();
      } finally {
        await weak.stop();
        discard();
      }
    },
  );

  test('logging out ends the open pages of that session at once', async () => {
    const leaving = await signIn(url, OUTSIDER);
    const socket = openSocket(url, leaving, { reconnection: false });
    await connected(socket);
    expect(await ask(socket, 'call', { name: 'account.profile', input: {} })).toMatchObject({
      ok: true,
    });
    const ended = new Promise((done) => socket.on('ended', () => done('ended')));
    await fetch(`${url}/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        Cookie: leaving,
        Origin: url,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: '',
    });
    expect(await Promise.race([ended, pause(6000)])).toBe('ended');
  });

  function connects(headers: Record<string, string>): Promise<boolean> {
    return new Promise((done) => {
      const socket = openSocket(url, '', { reconnection: false, extraHeaders: headers });
      socket.on('connect', () => (socket.close(), done(true)));
      socket.on('connect_error', () => (socket.close(), done(false)));
    });
  }
});

describe('a flood costs the one who makes it', () => {
  let strict: Nodes;
  beforeAll(async () => {
    strict = await startNodes(1, { LIMITS_SCALE: '1' });
  });
  afterAll(() => strict.stop());

  test('a flooding socket is refused and then cut, others are served', async () => {
    const home = strict.nodes[0]!.url;
    const flooder = openSocket(home, await signIn(home, MEMBER), { reconnection: false });
    const other = openSocket(home, await signIn(home, OUTSIDER));
    const cut = new Promise((done) => flooder.on('disconnect', () => done('cut')));
    await connected(flooder);
    const profile = { name: 'account.profile', input: {} };
    const flood = (socket: Socket) =>
      Promise.all(Array.from({ length: 150 }, () => ask(socket, 'call', profile, 20_000)));
    // The control: where nothing is limited, each frame of the same flood is answered.
    const unlimited = openSocket(url, cookie);
    const [answers, all] = await Promise.all([flood(flooder), flood(unlimited)]);
    expect(answers.map((answer) => answer?.code)).toContain('RATE_LIMITED');
    expect(all.every((answer) => answer?.ok)).toBe(true);
    unlimited.close();
    for (let i = 0; i < 400; i += 1) flooder.emit('call', profile);
    expect(await Promise.race([cut, pause(15_000)])).toBe('cut');
    expect(await ask(other, 'call', profile)).toMatchObject({ ok: true });
    other.close();
  });

  test('guessing a password is slowed, and the owner signs in from elsewhere is not told apart', async () => {
    const home = strict.nodes[0]!.url;
    const guesses = await Promise.all(
      Array.from({ length: 12 }, () => attempt(home, 'billing@aoba.example')),
    );
    expect(guesses).toContain(422);
    expect(guesses).toContain(429);
    const [known, unknown] = await Promise.all([
      attempt(home, 'doctor@aoba.example', true),
      attempt(home, 'nobody@nowhere.example', true),
    ]);
    expect(known).toEqual(unknown);
  });

  test.runIf(FULL)(
    'ten sockets of one person that post 2 000 times a second write two a second, and others wait at most twice as long; without limits they write and hold up more (the control)',
    async () => {
      const limited = await besideFlood(strict, 200);
      // As many as without limits are written in seconds.
      const free = await besideFlood(nodes, 40, 400);
      process.stdout.write(`${JSON.stringify({ test: 'flood', limited, free })}\n`);
      expect(limited.refused, 'others are served').toBe(0);
      expect(limited.written).toBeLessThanOrEqual(20 * Math.ceil(limited.seconds / 10));
      expect(limited.beside.p99).toBeLessThanOrEqual(2 * limited.alone.p99);
      expect(free.written).toBeGreaterThan(20 * Math.ceil(free.seconds / 10));
      expect(free.beside.p99).toBeGreaterThan(2 * free.alone.p99);
    },
  );

  /** Three people ask so many times, alone and then beside ten flooding sockets of somebody else. */
  async function besideFlood(forum: Nodes, times: number, most = Infinity) {
    const home = forum.nodes[0]!.url;
    const others = await Promise.all(
      ['representative@aoba.example', 'staff@mej.example', OUTSIDER].map(async (email) =>
        openSocket(home, await signIn(home, email)),
      ),
    );
    const flooding = await signIn(home, MEMBER);
    const ten = Array.from({ length: 10 }, () => openSocket(home, flooding));
    await Promise.all([...others, ...ten].map(connected));
    const alone = await waits(others, times);
    const before = await postsIn(forum);
    const began = Date.now();
    let emitted = 0;
    const timer = setInterval(() => {
      for (const socket of ten.filter((each) => each.connected)) {
        for (let i = 0; i < 10 && emitted < most; i += 1) {
          const input = { threadId, clientId: randomUUID(), body: 'flood', lang: 'en' };
          socket.emit('call', { name: 'discussions.post', input });
          emitted += 1;
        }
      }
    }, 50);
    const beside = await waits(others, times);
    clearInterval(timer);
    const seconds = (Date.now() - began) / 1000;
    const written = (await postsIn(forum)) - before;
    for (const socket of [...others, ...ten]) socket.close();
    const refused = alone.refused + beside.refused;
    return { seconds, emitted, written, refused, alone, beside };
  }

  async function postsIn(forum: Nodes): Promise<number> {
    const [row] = await ownerOf<{ posts: number }>(
      forum,
      'SELECT count(*)::int AS posts FROM post WHERE thread_id = $1',
      [threadId],
    );
    return row!.posts;
  }

  /** How long each waits for its answers, one after the other at an even pace, in milliseconds. */
  async function waits(sockets: Socket[], times: number) {
    const all: number[] = [];
    let refused = 0;
    await Promise.all(
      sockets.map(async (socket) => {
        for (let i = 0; i < times; i += 1) {
          const from = performance.now();
          const profile = { name: 'account.profile', input: {} };
          const answer = await ask(socket, 'call', profile, 20_000);
          const took = performance.now() - from;
          all.push(took);
          if (!answer?.ok) refused += 1;
          await pause(Math.max(0, 130 - took));
        }
      }),
    );
    all.sort((a, b) => a - b);
    const at = (share: number) => Math.round(all[Math.floor(all.length * share)]! * 10) / 10;
    return { p50: at(0.5), p99: at(0.99), refused };
  }

  async function attempt(home: string, email: string, whole?: true): Promise<any> {
    const answer = await fetch(`${home}/sign-in.data`, {
      method: 'POST',
      headers: { Origin: home, 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email, password: 'not the password' }),
    });
    const text = (await answer.text()).replaceAll(email, 'E');
    return whole ? { status: answer.status, text } : answer.status;
  }
});

function hashOf(sessionCookie: string): string {
  return createHash('sha256').update(sessionCookie.split('=')[1]!).digest('hex');
}
