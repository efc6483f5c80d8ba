import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromWindow, withEvents, withOlder } from '#app/features/discussions/thread-state.ts';
import { idOf } from '#prisma/seed/ids.ts';
import type { LogEvent } from '#app/realtime/protocol.ts';
import { REACTIONS } from '#server/discussions/schemas.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const FULL = process.env['FAULTS'] === 'full';
const STEPS = FULL ? 10_000 : 240;
const LIMIT_MS = FULL ? 1_800_000 : 300_000;
const LOOK_EVERY = STEPS / 12;

let forum: TestForum;
beforeAll(async () => {
  forum = await testForum({ seed: true });
});
afterAll(() => forum.close());

test(
  'a page that was read and followed shows what a page that is read anew shows',
  async () => {
    const [tsuji, sato] = [
      await forum.as('doctor@aoba.example'),
      await forum.as('society@aozora.example'),
    ];
    const { threadId } = await sato.call('discussions.createThread', {
      projectId: idOf('project', 'thai-ct'),
      title: '追いかける',
      body: 'はじめの投稿',
      lang: 'ja',
      clientId: randomUUID(),
    });
    const random = sequence(20_261_122);
    const page = await tsuji.call('discussions.threadPage', { threadId });
    let state = fromWindow(page);
    let after = page.asOfSeq;
    // The control follows as well, and does not notice that each fifth event never came to it.
    let careless = state;

    for (let step = 1; step <= STEPS; step += 1) {
      await change(random() < 0.5 ? tsuji : sato, threadId, random);
      if (step % Math.ceil(1 + random() * 5) === 0) await follow();
      if (step % LOOK_EVERY !== 0) continue;
      await follow();
      const fresh = await wholeThread(tsuji, threadId);
      expect(state.posts, `after ${step} steps`).toEqual(fresh.posts);
      expect(signs(state.mine)).toEqual(signs(fresh.mine));
      expect(state.postCount).toBe(fresh.postCount);
      expect(careless.posts, `the control, after ${step} steps`).not.toEqual(fresh.posts);
    }
    expect(state.posts.length).toBeGreaterThan(STEPS / 5);

    async function follow() {
      for (let more = true; more;) {
        const since = await tsuji.call('channels.since', {
          channel: { kind: 'thread', id: threadId },
          after,
        });
        const events = since.events as LogEvent[];
        state = withEvents(state, events);
        careless = withEvents(
          careless,
          events.filter(({ seq }) => seq % 5 !== 0),
        );
        after = since.seq;
        more = since.more;
      }
    }
  },
  LIMIT_MS,
);

/** One thing that somebody does to a thread; what may not be done is not done. */
async function change(who: Someone, threadId: string, random: () => number) {
  const { posts } = await who.call('discussions.threadPage', { threadId });
  const one = posts[Math.floor(random() * posts.length)]!;
  const body = `文 ${Math.floor(random() * 1e6)}`;
  const what = random();
  const done =
    what < 0.45
      ? who.call('discussions.post', {
          threadId,
          clientId: randomUUID(),
          body,
          lang: 'ja',
          ...(random() < 0.3 && !one.deleted ? { quoteId: one.id } : {}),
        })
      : what < 0.6
        ? who.call('discussions.editPost', { postId: one.id, body, editedAt: one.editedAt })
        : what < 0.68
          ? who.call('discussions.deletePost', { postId: one.id })
          : who.call('discussions.react', {
              postId: one.id,
              kind: REACTIONS[Math.floor(random() * REACTIONS.length)]!,
              on: random() < 0.7,
            });
  await done.catch((error: { kind?: string }) => {
    if (!['notFound', 'forbidden', 'invalid', 'conflict'].includes(error.kind ?? '')) throw error;
  });
}

async function wholeThread(who: Someone, threadId: string) {
  let state = fromWindow(await who.call('discussions.threadPage', { threadId }));
  while (state.older) {
    const before = state.posts[0]!.seq;
    state = withOlder(state, await who.call('discussions.threadPage', { threadId, before }));
  }
  return state;
}

/** The reader's own signs, without the posts that have none. */
function signs(mine: Readonly<Record<string, readonly string[]>>) {
  return Object.fromEntries(
    Object.entries(mine).flatMap(([id, kinds]) => (kinds.length ? [[id, kinds.toSorted()]] : [])),
  );
}

/** Numbers from 0 to 1 that are the same in every run (a linear congruential generator). */
function sequence(seed: number) {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}
