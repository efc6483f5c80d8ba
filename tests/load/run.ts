/**
 * `npm run load`: the built forum under real clients, beside the least that its parts can do in the
 * same minutes. One JSON line a figure. `--quick` takes a few minutes; names of parts run only
 * those: `npm run load -- pages posting`. How to read it: docs/performance.md.
 */
import { buildForum } from '../../server/build.mjs';
import { measureDelivery } from './delivery.ts';
import { measureFirstVisit } from './first-visit.ts';
import { startLoadedForum } from './forum.ts';
import { measureMatching } from './matching.ts';
import { measureMemory } from './memory.ts';
import { measurePages } from './pages.ts';
import { buildRemixPeer, peerDatabase, startPeer } from './peers.ts';
import { BODIES } from './bodies.ts';
import { measurePosting } from './posting.ts';
import { measureRotation } from './rotation.ts';
import { measureSearch } from './search.ts';
import { measureStartUp } from './start-up.ts';
import { measureStatements } from './statements.ts';
import { measureThreads } from './threads.ts';
import { measureWorklist } from './worklist.ts';

const PARTS = [
  'start',
  'visit',
  'statements',
  'memory',
  'pages',
  'posting',
  'delivery',
  'threads',
  'matching',
  'worklist',
  'rotation',
  'search',
] as const;
type Part = (typeof PARTS)[number];

const words = process.argv.slice(2);
const quick = words.includes('--quick');
const chosen = words.filter((word) => !word.startsWith('--'));
const unknown = chosen.filter((word) => !PARTS.includes(word as Part));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}. Parts: ${PARTS.join(', ')}\n`);
  process.exit(1);
}
const wanted = (part: Part) => chosen.length === 0 || chosen.includes(part);
const pace = quick ? { seconds: 1.2, rounds: 2 } : { seconds: 5, rounds: 5 };
const closing: (() => Promise<void>)[] = [];

try {
  await buildForum();
  if (wanted('start')) await measureStartUp();
  if (PARTS.some((part) => part !== 'start' && wanted(part))) await measureServing();
} finally {
  for (const close of closing.reverse()) await close();
}

async function measureServing() {
  const remixBuild = await buildRemixPeer();
  const loaded = await startLoadedForum();
  closing.push(() => loaded.stop());
  if (wanted('memory')) await measureMemory(loaded, quick ? 5 : 20);
  if (wanted('visit')) await measureFirstVisit(loaded);
  if (wanted('statements')) await measureStatements(loaded);

  const bodies = Array.from({ length: 20 }, (_, i) => BODIES[i % BODIES.length]!);
  const DATABASE_URL = await peerDatabase(loaded.ownerUrl, bodies);
  const peer = async (script: Parameters<typeof startPeer>[0], env = {}) => {
    const started = await startPeer(script, env);
    closing.push(started.stop);
    return started.url;
  };
  if (wanted('pages')) {
    await measurePages(
      loaded,
      {
        hello: await peer('hello.mjs'),
        express: await peer('express.mjs', { DATABASE_URL }),
        remix: await peer('remix/serve.mjs', { DATABASE_URL, PEER_BUILD: remixBuild }),
      },
      pace,
    );
  }
  if (wanted('posting')) {
    await measurePosting(loaded, await peer('express.mjs', { DATABASE_URL }), pace);
  }
  if (wanted('delivery')) await measureDelivery(loaded, await peer('sockets.mjs'), pace);
  if (wanted('threads')) await measureThreads(loaded, quick);
  if (wanted('matching')) await measureMatching(loaded);
  if (wanted('worklist')) await measureWorklist(loaded);
  if (wanted('rotation')) await measureRotation(loaded);
  // Last: it fills the forum with posts.
  if (wanted('search')) await measureSearch(loaded, quick);
}
