import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { DEMO_PASSWORD } from '#prisma/seed/cast.ts';
import type { FreshDatabase } from '#tests/fixtures/database.ts';
import { seededDatabase } from '#tests/fixtures/seeded.ts';
import { startForum, type RunningForum } from '#tests/fixtures/served-forum.ts';

/** Several nodes of one forum on one database, with one key ring. */
export type Nodes = {
  db: FreshDatabase;
  nodes: RunningForum[];
  /** Starts a node again on its own port and folder, after it was killed. */
  restart(index: number): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Starts `count` built nodes at once on a seeded database of their own.
 * @param dir another build than that of the present sources
 */
export async function startNodes(
  count: number,
  env: Record<string, string> = {},
  dir?: string,
): Promise<Nodes> {
  const folder = mkdtempSync(join(tmpdir(), 'forum-nodes-'));
  const keyRing = join(folder, 'keyring.json');
  const db = await seededDatabase(keyRing);
  const options = (index: number, port?: string) => ({
    dataDir: join(folder, String(index)),
    ...(dir && { dir }),
    env: {
      DATABASE_URL: db.appUrl,
      DATABASE_MIGRATE_URL: db.ownerUrl,
      KEYRING_FILE: keyRing,
      LIMITS_SCALE: '1000',
      LOG_LEVEL: 'error',
      ...(port ? { PORT: port } : {}),
      ...env,
    },
  });
  const nodes: RunningForum[] = await Promise.all(
    Array.from({ length: count }, (_, i) => startForum(options(i))),
  );
  return {
    db,
    nodes,
    async restart(index) {
      nodes[index] = await startForum(options(index, new URL(nodes[index]!.url).port));
    },
    async stop() {
      await Promise.all(nodes.map((node) => node.stop()));
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Signs in through the page's own form and answers the session cookie. */
export async function signIn(
  url: string,
  email: string,
  password = DEMO_PASSWORD,
): Promise<string> {
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: url },
    body: new URLSearchParams({ email, password }),
  });
  const cookie = answer.headers.getSetCookie().find((each) => /session=/.test(each));
  if (!cookie) throw new Error(`${email} could not sign in: ${answer.status}`);
  return cookie.split(';')[0]!;
}

/** A raw client of the realtime door, as a browser with this cookie. */
export function openSocket(
  url: string,
  cookie: string,
  more: Record<string, unknown> = {},
): Socket {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 1000,
    extraHeaders: { Cookie: cookie, Origin: url },
    ...more,
  });
  if (more['reconnection'] === false) return socket;
  // Where the server itself said no, Socket.IO does not try again by itself; the page does.
  const again = () => setTimeout(() => socket.connect(), 300 + Math.random() * 700);
  socket.on('connect_error', () => socket.active || again());
  socket.on('disconnect', (reason) => reason === 'io server disconnect' && again());
  return socket;
}

/** Calls over the socket and waits for the answer; undefined where none comes in time. */
export function ask(socket: Socket, event: string, payload: unknown, waitMs = 3000): Promise<any> {
  return new Promise((done) => {
    socket
      .timeout(waitMs)
      .emit(event, payload, (error: unknown, answer: unknown) => done(error ? undefined : answer));
  });
}

/** Waits until the socket is there, also when it came up before anybody asked. */
export function connected(socket: Socket): Promise<void> {
  return new Promise((done) => (socket.connected ? done() : socket.once('connect', () => done())));
}
