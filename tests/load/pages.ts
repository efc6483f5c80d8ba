import { drive, exists, type Drive, type Shot, type Target } from './drive.ts';
import { inTurns, median, ratioOf, report, type Bound } from './figures.ts';
import type { LoadedForum } from './forum.ts';

export type Pace = { seconds: number; rounds: number };
type Contestant = { name: string; target: Target; bounds?: ({ of: string } & Bound)[] };

/** Pages and their like in requests a second, against the least that Node and Remix can do. */
export async function measurePages(
  loaded: LoadedForum,
  peers: { hello: string; express: string; remix: string },
  pace: Pace,
) {
  const { forum, members, readThread } = loaded;
  const [reader] = members;
  const signedIn = { Cookie: reader!.cookie };
  const page = (path: string): Target => ({ url: forum.url, shot: { path, headers: signedIn } });

  const HELLO: Contestant = { name: 'bare Node', target: peerTarget(peers.hello, '/') };
  const REMIX: Contestant = { name: 'minimal Remix page', target: peerTarget(peers.remix, '/') };
  const EXPRESS: Contestant = {
    name: 'Express + pg, 20 rows',
    target: peerTarget(peers.express, '/posts'),
  };
  const threads: Contestant[] = [
    {
      name: 'thread page',
      target: page(`/discussions/threads/${readThread}`),
      bounds: [
        { of: 'bare Node', least: 0.0042 },
        { of: 'minimal Remix page', least: 0.6 },
      ],
    },
    {
      name: 'thread as JSON',
      target: {
        url: forum.url,
        shot: {
          method: 'POST',
          path: '/api/v1/discussions.threadPage',
          headers: { ...signedIn, Origin: forum.url, 'Content-Type': 'application/json' },
          body: JSON.stringify({ threadId: readThread }),
        },
      },
      bounds: [{ of: 'bare Node', least: 0.02 }],
    },
  ];
  for (const connections of [1, 8, 32]) {
    await race([HELLO, REMIX, EXPRESS, ...threads], connections, pace);
  }

  const list = { of: 'bare Node', least: 0.0045 };
  const coordinator = await coordinatorOf(loaded);
  await race(
    [
      HELLO,
      { name: 'list of projects', target: page('/discussions'), bounds: [list] },
      { name: 'list of events', target: page('/events'), bounds: [list] },
      {
        name: 'referrals worklist',
        target: { url: forum.url, shot: { path: '/referrals', headers: coordinator } },
        bounds: [list],
      },
      {
        name: 'public page, not signed in',
        target: peerTarget(forum.url, '/ja'),
        bounds: [{ of: 'bare Node', least: 0.05 }],
      },
    ],
    8,
    pace,
  );
}

async function race(contestants: Contestant[], connections: number, { seconds, rounds }: Pace) {
  const running: Contestant[] = [];
  for (const one of contestants) {
    const target = { url: one.target.url, shot: one.target.shot as Shot };
    if (await exists(target)) running.push(one);
    else report({ name: one.name, value: null, unit: 'requests/s', note: 'no such page' });
  }
  for (const { target } of running) await drive(target, connections, Math.min(2, seconds));
  const drives = await inTurns<string, Drive>(
    rounds,
    Object.fromEntries(
      running.map(({ name, target }) => [name, () => drive(target, connections, seconds)]),
    ),
  );
  const perSecond = (name: string) => drives[name]!.map((each) => each.perSecond);
  for (const { name, bounds = [{ of: 'bare Node', least: 0 }] } of running) {
    const line = {
      name: `${name}, ${connections} connections`,
      value: median(perSecond(name)),
      unit: 'requests/s',
    };
    if (name === 'bare Node') report(line);
    else
      for (const { of, ...bound } of bounds) {
        const ratio = ratioOf(perSecond(name), perSecond(of));
        const judged = connections === 8 && 'least' in bound && bound.least > 0;
        report({ ...line, ratio, of }, judged ? { on: 'ratio', ...bound } : undefined);
      }
  }
}

function peerTarget(url: string, path: string): Target {
  return { url, shot: { path } };
}

/** The demo's own coordinator, who has referrals to work on. */
async function coordinatorOf({ forum }: LoadedForum): Promise<Record<string, string>> {
  const { signIn } = await import('#tests/faults/nodes.ts');
  return { Cookie: await signIn(forum.url, 'coordinator@aoba.example') };
}
