import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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
  const http = createServer();
  door = socketsDoor(http, {
    kernel: forum.kernel,
    sessions: forum.sessions,
    reader: () => forum.reader,
    origin: () => 'http://localhost',
    limitsScale: 1000,
    trustedProxies: [],
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const signedIn = await forum
    .visitor()
    .call('account.signIn', { email: EMAIL, password: DEMO_PASSWORD });
  if (signedIn.step !== 'done') throw new Error('no second factor is set up here');
  socket = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
    transports: ['websocket'],
    extraHeaders: { Origin: 'http://localhost', Cookie: `session=${signedIn.token}` },
  });
  await new Promise<void>((done) => socket.once('connect', done));
});
afterAll(async () => {
  socket.disconnect();
  await door.stop();
  await forum.close();
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
