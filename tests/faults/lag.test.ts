import { readFileSync } from 'node:fs';
import type { Socket as TcpSocket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { median, percentile } from '#tests/load/figures.ts';
import { audienceOf, lastSeq, read, send, until, type Reader } from './crowd.ts';
import { asOwner } from './ledger.ts';
import { connected, openSocket, signIn, startNodes, type Nodes } from './nodes.ts';
import { weakenedBuild } from './weakened.ts';

const FULL = process.env['FAULTS'] === 'full';
/** How long the thread is written to without the slow reader, and as long again beside it. */
const SECONDS = FULL ? 300 : 6;
const RATE = 50;
/** What a reader who takes nothing may cost; what seconds leave unsent is less, so only minutes say. */
const MEMORY_MIB = 20;
const FILLER = ' 長い投稿'.repeat(280);

let nodes: Nodes | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await nodes?.stop();
  nodes = undefined;
}, 120_000);

test(
  'a reader who takes nothing costs little memory, holds nobody up, and ends complete',
  { timeout: 1_500_000 },
  async () => {
    const { without, beside, grownMiB, complete } = await besideSlowReader();
    report({
      test: 'slow reader',
      sent: beside.sent,
      grownMiB,
      p99Ms: beside.p99,
      alone: without.p99,
    });
    expect(complete, 'it ends complete').toBe(true);
    if (!FULL) return;
    expect(grownMiB).toBeLessThan(MEMORY_MIB);
    expect(beside.p99).toBeLessThanOrEqual(1.5 * without.p99);
  },
);

test.runIf(FULL)(
  'a node that lets who takes nothing stay fills its memory (the control)',
  { timeout: 1_500_000 },
  async () => {
    const { dir, discard } = await weakenedBuild([
      [/LAGGING_BYTES = 1024 \* 1024/, 'LAGGING_BYTES = Infinity'],
      // A line that takes nothing answers no ping either.
      [/maxHttpBufferSize: 64 \* 1024,/, '$& pingTimeout: 3e6,'],
    ]);
    try {
      const { grownMiB, complete } = await besideSlowReader(dir);
      report({ test: 'slow reader, control', grownMiB, complete });
      expect(grownMiB).toBeGreaterThan(MEMORY_MIB);
    } finally {
      discard();
    }
  },
);

/** Writes to a thread, alone and then beside a reader who takes nothing of it. */
async function besideSlowReader(dir?: string) {
  const { threadId, cookies, url } = await ground(dir);
  const start = await lastSeq(nodes!, threadId);
  const [quick, slow] = [
    opened(read(url, cookies[0]!, threadId, start)),
    opened(read(url, cookies[1]!, threadId, start)),
  ];
  await until(() => quick.ready && slow.ready);
  const writer = openSocket(url, cookies[2]!);
  sockets.push(writer);
  await connected(writer);

  const without = await writeFor(SECONDS, writer, threadId);
  const line = lineOf(slow.socket);
  line.pause();
  const beside = await writeFor(SECONDS, writer, threadId);
  await until(() => quick.seen.length === without.sent + beside.sent);
  const grownMiB = Math.round((beside.memory - without.memory) / 1024);
  line.resume();
  await until(() => slow.seen.length === quick.seen.length);
  expect(quick.seen).toHaveLength(without.sent + beside.sent);
  return { without, beside, grownMiB, complete: slow.seen.join() === quick.seen.join() };
}

test('whoever was away for 2 000 events is level in 3 seconds; for 10 000 the page is read anew; who does not ask stays behind (the control)', async () => {
  const { threadId, cookies, url } = await ground();
  const start = await lastSeq(nodes!, threadId);
  await writeAtOnce(threadId, 2000);
  const began = Date.now();
  const away = opened(read(url, cookies[0]!, threadId, start));
  // The control takes what is pushed, and asks for nothing.
  const silent = opened(read(url, cookies[2]!, threadId, start, { catchUp: false }));
  await until(() => away.seen.length === 2000 && silent.ready);
  const levelMs = Date.now() - began;
  expect(away.seen).toEqual(Array.from({ length: 2000 }, (_, i) => start + 1 + i));
  expect(away.asked).toBeLessThanOrEqual(25);
  expect(levelMs).toBeLessThan(3000);
  expect(silent).toMatchObject({ ready: true, seen: [] });

  await writeAtOnce(threadId, 8000);
  const longAway = opened(read(url, cookies[1]!, threadId, start));
  await until(() => longAway.resyncs > 0);
  expect(longAway).toMatchObject({ resyncs: 1, seen: [] });
  report({ test: 'away', events: 2000, levelMs, requests: away.asked });
});

async function ground(dir?: string) {
  // Little room for what is new: else most of what a node holds is garbage that it has not looked at.
  nodes = await startNodes(1, { NODE_OPTIONS: '--max-semi-space-size=2' }, dir);
  const { people, threadId } = await audienceOf(nodes);
  const url = nodes.nodes[0]!.url;
  const cookies = await Promise.all(people.slice(0, 3).map((email) => signIn(url, email)));
  return { threadId, cookies, url };
}

/**
 * Posts of about 4 kB at an even pace: how many, the slowest hundredth's time to be acknowledged, and
 * what the node held in the second half (KiB): its median, since garbage comes and goes by tens of MiB.
 */
async function writeFor(seconds: number, writer: Socket, threadId: string) {
  const acknowledged = new Set<string>();
  const times: number[] = [];
  const sends: Promise<void>[] = [];
  const held: number[] = [];
  for (let i = 0; i < seconds * RATE; i += 1) {
    if (i > (seconds * RATE) / 2) held.push(memoryOf(nodes!));
    const began = performance.now();
    sends.push(
      send(writer, threadId, acknowledged, FILLER).then(
        () => void times.push(performance.now() - began),
      ),
    );
    await pause(1000 / RATE);
  }
  await Promise.all(sends);
  return { sent: acknowledged.size, p99: Math.round(percentile(times, 99)), memory: median(held) };
}

/** Posts and their events as so many writers would have left them. */
async function writeAtOnce(threadId: string, count: number) {
  await asOwner(
    nodes!,
    `WITH head AS (
       SELECT id, last_seq FROM channel WHERE kind = 'thread' AND record_id = $1),
     model AS (SELECT author_id, org_id FROM post WHERE thread_id = $1 LIMIT 1),
     rows AS (
       SELECT gen_random_uuid() AS id, gen_random_uuid() AS client_id, head.last_seq + n AS seq, head.id AS channel_id
       FROM head, generate_series(1, $2::int) n),
     posts AS (
       INSERT INTO post (id, thread_id, seq, author_id, org_id, client_id, body, lang, at)
       SELECT r.id, $1, r.seq, m.author_id, m.org_id, r.client_id, 'while away ' || r.seq, 'en', now()
       FROM rows r, model m),
     events AS (
       INSERT INTO channel_event (channel_id, seq, type, payload, at)
       SELECT channel_id, seq, 'post.created', jsonb_build_object('postId', id), now() FROM rows)
     UPDATE channel SET last_seq = last_seq + $2 WHERE kind = 'thread' AND record_id = $1`,
    [threadId, count],
  );
}

function lineOf(socket: Socket): TcpSocket {
  const { transport } = socket.io.engine as unknown as {
    transport: { ws: { _socket: TcpSocket } };
  };
  return transport.ws._socket;
}

/** What the node holds in memory, in KiB. */
function memoryOf(forum: Nodes): number {
  const status = readFileSync(`/proc/${forum.nodes[0]!.process.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)![1]);
}

function opened(reader: Reader): Reader {
  sockets.push(reader.socket);
  return reader;
}

function report(figures: object) {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
