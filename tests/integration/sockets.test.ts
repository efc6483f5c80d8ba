import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PASSWORD } from '#prisma/seed/cast.ts';
import { socketsDoor } from '#server/doors/sockets.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

const EMAIL = 'society@aozora.example';
let forum: TestForum;
let door: ReturnType<typeof socketsDoor>;
let socket: Socket;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  const opened = await openDoor(1000);
  door = opened.door;
  socket = knock(opened.port, await sessionOf(EMAIL));
  await new Promise<void>((done) => socket.once('connect', done));
});
afterAll(async () => {
  socket.disconnect();
  await door.stop();
  await forum.close();
});

/** A door; each look at a session takes as long as `slow` says for it. */
async function openDoor(limitsScale: number, slow: number[] = []) {
  const http = createServer();
  const made = socketsDoor(http, {
    kernel: forum.kernel,
    sessions: {
      ...forum.sessions,
      async read(token) {
        await pause(slow.shift() ?? 0);
        return forum.sessions.read(token);
      },
    },
    reader: () => forum.reader,
    origin: () => 'http://localhost',
    limitsScale,
    trustedProxies: [],
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return { door: made, port: (http.address() as AddressInfo).port };
}

async function sessionOf(email: string): Promise<string> {
  const signedIn = await forum.visitor().call('account.signIn', { email, password: DEMO_PASSWORD });
  if (signedIn.step !== 'done') throw new Error('no second factor is set up here');
  return signedIn.token;
}

function knock(port: number, token: string): Socket {
  return io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { Origin: 'http://localhost', Cookie: `session=${token}` },
  });
}

/** What became of one handshake: `in`, or the words it was refused with. */
async function knocking(port: number, token: string): Promise<string> {
  const one = knock(port, token);
  const outcome = await new Promise<string>((done) => {
    one.once('connect', () => done('in'));
    one.once('connect_error', ({ message }) => done(message));
  });
  one.disconnect();
  return outcome;
}

test('people behind one address are let in, however many; one of them, and strangers, thirty times a minute', async () => {
  const { door: strict, port } = await openDoor(1);
  const [first, second] = [await sessionOf(EMAIL), await sessionOf('staff@mej.example')];
  const outcomes: string[] = [];
  for (let i = 0; i < 25; i += 1) outcomes.push(await knocking(port, first));
  for (let i = 0; i < 25; i += 1) outcomes.push(await knocking(port, second));
  expect(new Set(outcomes)).toEqual(new Set(['in']));
  for (let i = 0; i < 5; i += 1) expect(await knocking(port, first)).toBe('in');
  expect(await knocking(port, first)).toBe('UNAVAILABLE');

  const strangers: string[] = [];
  for (let i = 0; i < 32; i += 1) strangers.push(await knocking(port, 'nobody'));
  expect(strangers.slice(0, 29)).toEqual(Array.from({ length: 29 }, () => 'SIGNED_OUT'));
  expect(strangers.at(-1)).toBe('websocket error');
  await strict.stop();
});

test('the page that comes listens on, though the one that leaves gives up the same record', async () => {
  const slow: number[] = [];
  const { door: slowDoor, port } = await openDoor(1000, slow);
  const one = knock(port, await sessionOf(EMAIL));
  await new Promise<void>((done) => one.once('connect', done));
  const { rows } = await forum.run(
    `SELECT t.id FROM thread t JOIN project_member pm ON pm.project_id = t.project_id
      WHERE pm.org_id = $1 AND pm.left_at IS NULL LIMIT 1`,
    [(await forum.as(EMAIL)).actor.orgId],
  );
  const channel = { kind: 'thread', id: rows[0].id };
  expect((await one.emitWithAck('subscribe', { channel, after: 0 })).ok).toBe(true);
  // The word that came first takes longer to be looked at.
  slow.push(300);
  const [left, came] = await Promise.all([
    one.emitWithAck('unsubscribe', { channel }),
    one.emitWithAck('subscribe', { channel, after: 0 }),
  ]);
  expect([left.ok, came.ok]).toEqual([true, true]);
  expect(await one.emitWithAck('signal', { channel, type: 'typing' })).toEqual({ ok: true });
  one.disconnect();
  await slowDoor.stop();
});

test('a membership that ends without a word closes what its person listens to', async () => {
  const { actor } = await forum.as(EMAIL);
  const { rows } = await forum.run(
    `SELECT t.id FROM thread t JOIN project_member pm ON pm.project_id = t.project_id
       JOIN project pr ON pr.id = t.project_id AND pr.privacy = 'invited'
      WHERE pm.org_id = $1 AND pm.left_at IS NULL LIMIT 1`,
    [actor.orgId],
  );
  const channel = { kind: 'thread', id: rows[0].id };
  const joined = await socket.emitWithAck('subscribe', { channel, after: 0 });
  expect(joined.ok).toBe(true);
  const closed = new Promise((done) => socket.once('closed', done));
  await forum.run('UPDATE membership SET ended_at = now() WHERE person_id = $1', [actor.personId]);
  expect(await closed).toEqual({ channel });
});
