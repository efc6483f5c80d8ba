import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ask, openSocket } from '#tests/faults/nodes.ts';
import { BODIES } from './bodies.ts';
import { inTurns, median, percentile, ratioOf, report } from './figures.ts';
import type { LoadedForum } from './forum.ts';
import { listen, stamp, type Listeners } from './listeners.ts';
import type { Pace } from './pages.ts';

type Delays = { p50: number; p95: number };

const POSTS_PER_SECOND = 5;
/** As long as the forum's own frame around a post. */
const ENVELOPE = 'x'.repeat(600);

/** From the moment of sending a post to its arrival at every listening socket. */
export async function measureDelivery(loaded: LoadedForum, sockets: string, pace: Pace) {
  for (const count of [100, 500]) {
    const forum = await forumContestant(loaded, count);
    const bare = await bareContestant(sockets, count);
    const seconds = pace.seconds * 2;
    for (const warmUp of [forum, bare]) await warmUp.run(1);
    const delays = await inTurns<'bare' | 'forum', Delays>(pace.rounds, {
      bare: () => bare.run(seconds),
      forum: () => forum.run(seconds),
    });
    await forum.close();
    await bare.close();
    for (const percent of ['p50', 'p95'] as const) {
      const of = `bare Socket.IO, ${count} sockets, ${percent}`;
      const [bareDelays, forumDelays] = [delays.bare, delays.forum].map((rounds) =>
        rounds.map((each) => each[percent]),
      ) as [number[], number[]];
      report({ name: of, value: median(bareDelays), unit: 'ms' });
      report(
        {
          name: `delivery, ${count} sockets, ${percent}`,
          value: median(forumDelays),
          unit: 'ms',
          ratio: ratioOf(forumDelays, bareDelays),
          of,
        },
        percent === 'p95' && count === 500 ? { on: 'ratio', most: 3 } : undefined,
      );
    }
  }
}

async function forumContestant(loaded: LoadedForum, count: number) {
  const { forum, listeners: people, broadThread } = loaded;
  const [writer, ...readers] = people;
  const socket = openSocket(forum.url, writer!.cookie);
  const cookies = readers.slice(0, count).map(({ cookie }) => cookie);
  const listening = await listen(forum.url, cookies, broadThread);
  async function post(text: string) {
    const input = { threadId: broadThread, clientId: randomUUID(), body: text, lang: 'ja' };
    const answer = await ask(socket, 'call', { name: 'discussions.post', input }, 10_000);
    if (!answer?.ok) throw new Error(`a post was refused: ${JSON.stringify(answer)}`);
  }
  return contestant(listening, count, post, () => socket.disconnect());
}

async function bareContestant(url: string, count: number) {
  const socket = openSocket(url, '');
  const listening = await listen(url, Array<string>(count).fill(''), null);
  const post = (text: string) => ask(socket, 'post', { text, envelope: ENVELOPE }, 10_000);
  return contestant(listening, count, post, () => socket.disconnect());
}

function contestant(
  listening: Listeners,
  count: number,
  post: (text: string) => Promise<unknown>,
  leave: () => void,
) {
  return {
    async run(seconds: number): Promise<Delays> {
      const sent: Promise<unknown>[] = [];
      for (let i = 0; i < seconds * POSTS_PER_SECOND; i += 1) {
        sent.push(post(`${stamp()} ${BODIES[i % BODIES.length]}`));
        await pause(1000 / POSTS_PER_SECOND);
      }
      await Promise.all(sent);
      await pause(500);
      const delays = await listening.delays();
      if (delays.length !== sent.length * count) {
        throw new Error(`${delays.length} arrivals of ${sent.length} posts at ${count} sockets`);
      }
      return { p50: percentile(delays, 50), p95: percentile(delays, 95) };
    },
    async close() {
      leave();
      await listening.close();
    },
  };
}
