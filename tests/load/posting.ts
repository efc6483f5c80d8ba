import { randomUUID } from 'node:crypto';
import { ask, openSocket } from '#tests/faults/nodes.ts';
import { BODIES } from './bodies.ts';
import { drive, type Drive, type Shot } from './drive.ts';
import { inTurns, median, percentile, ratioOf, report } from './figures.ts';
import type { LoadedForum } from './forum.ts';
import type { Pace } from './pages.ts';

const TIMED = { timed: true };

/** Posts acknowledged after their commit, against one INSERT behind Express with the same commit. */
export async function measurePosting(loaded: LoadedForum, express: string, pace: Pace) {
  const json = { 'Content-Type': 'application/json' };
  let sent = 0;
  const posting = (writers: number) => (): Shot => {
    sent += 1;
    const { member, ...input } = newPost(loaded, sent % writers, sent);
    return {
      method: 'POST',
      path: '/api/v1/discussions.post',
      headers: { ...json, Cookie: member.cookie, Origin: loaded.forum.url },
      body: JSON.stringify(input),
    };
  };
  const inserting = (): Shot => {
    sent += 1;
    const { member: _, ...input } = newPost(loaded, 0, sent);
    return { method: 'POST', path: '/posts', headers: json, body: JSON.stringify(input) };
  };

  for (const writers of [1, 8, 32]) {
    const contestants = {
      insert: () => drive({ url: express, shot: inserting }, writers, pace.seconds, TIMED),
      api: () =>
        drive({ url: loaded.forum.url, shot: posting(writers) }, writers, pace.seconds, TIMED),
      socket: () => postOverSockets(loaded, writers, pace.seconds),
    };
    for (const warmUp of Object.values(contestants)) await warmUp();
    const drives = await inTurns<keyof typeof contestants, Drive>(pace.rounds, contestants);
    const rate = (name: keyof typeof drives) => drives[name].map((each) => each.perSecond);
    const slow = (name: keyof typeof drives) => median(drives[name].map((each) => each.p95));
    const of = 'Express + pg INSERT';
    report({
      name: `${of}, ${writers} writers`,
      value: median(rate('insert')),
      unit: 'inserts/s',
      note: `p95 ${slow('insert').toFixed(1)} ms`,
    });
    for (const [door, name] of [
      ['api', 'post through the API'],
      ['socket', 'post over a socket'],
    ] as const) {
      const judged = writers === 32;
      report(
        {
          name: `${name}, ${writers} writers, 16 threads`,
          value: median(rate(door)),
          unit: 'posts/s',
          ratio: ratioOf(rate(door), rate('insert')),
          of,
        },
        judged ? { on: 'ratio', least: 0.2 } : undefined,
      );
      report(
        { name: `${name}, ${writers} writers, p95`, value: slow(door), unit: 'ms' },
        judged ? { on: 'value', most: 100 } : undefined,
      );
    }
  }
}

function newPost({ members, writeThreads }: LoadedForum, writer: number, turn: number) {
  return {
    member: members[(writer * 5) % members.length]!,
    threadId: writeThreads[turn % writeThreads.length]!,
    clientId: randomUUID(),
    body: BODIES[turn % BODIES.length]!,
    lang: 'ja',
  };
}

/** As the page posts: each writer sends the next message when the last was acknowledged. */
async function postOverSockets(
  loaded: LoadedForum,
  writers: number,
  seconds: number,
): Promise<Drive> {
  const sockets = Array.from({ length: writers }, (_, writer) =>
    openSocket(loaded.forum.url, newPost(loaded, writer, 0).member.cookie),
  );
  await Promise.all(
    sockets.map((socket) => new Promise<void>((done) => socket.once('connect', done))),
  );
  const times: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    sockets.map(async (socket, writer) => {
      for (let turn = writer; performance.now() < until; turn += 1) {
        const { member: _, ...input } = newPost(loaded, writer, turn);
        const from = performance.now();
        const answer = await ask(socket, 'call', { name: 'discussions.post', input }, 30_000);
        if (!answer?.ok) throw new Error(`a post was refused: ${JSON.stringify(answer)}`);
        times.push(performance.now() - from);
      }
    }),
  );
  const elapsed = (performance.now() - began) / 1000;
  for (const socket of sockets) socket.disconnect();
  return { perSecond: times.length / elapsed, p95: percentile(times, 95) };
}
