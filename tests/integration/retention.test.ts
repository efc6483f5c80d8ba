import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { expirePosts } from '#server/discussions/index.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let staff: Someone;
let society: Someone;
let projectId: string;
beforeAll(async () => {
  forum = await testForum({ seed: true });
  staff = await forum.as('staff@mej.example');
  society = await forum.as('society@aozora.example');
  ({ projectId } = await society.call('projects.create', {
    title: { en: 'Short memory' },
    summary: { en: 'A space that keeps its posts for a year' },
    goals: {},
    direction: 'outbound',
    stage: 'pilot',
    countries: [],
    fields: [],
    privacy: 'invited',
    clientId: randomUUID(),
  }));
}, 120_000);
afterAll(() => forum.close());

/** A thread whose first post is that many years old. */
async function thread(body: string, years: number): Promise<{ threadId: string; postId: string }> {
  const { threadId } = await society.call('discussions.createThread', {
    projectId,
    title: body,
    body,
    lang: 'en',
    clientId: randomUUID(),
  });
  const { posts } = await society.call('discussions.threadPage', { threadId });
  await asOwner(forum.db.ownerUrl, async (sql) => {
    await sql`UPDATE post SET at = at - make_interval(years => ${years}) WHERE id = ${posts[0]!.id}`;
  });
  return { threadId, postId: posts[0]!.id };
}
const page = (threadId: string) => society.call('discussions.threadPage', { threadId });
const chosen = async () =>
  (await staff.call('projects.editPage', { project: projectId })).project.retention;

it('is chosen by the secretariat alone, and those who take part are told', async () => {
  await expect(
    society.call('projects.setRetention', { projectId, years: 1 }),
  ).rejects.toMatchObject({ kind: 'forbidden' });
  expect((await society.call('projects.editPage', { project: projectId })).retention).toBeNull();
  await staff.call('projects.setRetention', { projectId, years: 1 });
  expect((await chosen())!.years).toBe(1);
  const { lines } = await society.call('notifications.list', {});
  expect(lines[0]).toMatchObject({ type: 'project.retentionSet', subjectKind: 'project' });
  const { entries } = await society.call('projects.planPage', { project: projectId });
  expect(entries[0]).toMatchObject({ type: 'retentionSet', facts: { years: 1 } });
  const shown = await society.call('discussions.projectPage', { project: projectId });
  expect(shown.project.retentionYears).toBe(1);
});

it('takes what is older, with everything said in it, 30 days later and no sooner; what was decided, told or reported stays', async () => {
  const old = await thread('quagga of old', 2);
  const young = await thread('quagga of late', 0);
  const decided = await thread('quagga decided', 2);
  const told = await thread('quagga of a notice', 2);
  const reported = await thread('quagga reported', 2);
  const { posts } = await page(old.threadId);
  await society.call('discussions.editPost', {
    postId: old.postId,
    body: 'quagga of old, again',
    editedAt: posts[0]!.editedAt,
  });
  const { blocks } = await society.call('discussions.postTexts', {
    postId: old.postId,
    lang: 'ja',
  });
  await society.call('discussions.translatePost', {
    postId: old.postId,
    lang: 'ja',
    blocks: [{ key: blocks[0]!.key, body: '昔のクアッガ', version: null }],
  });
  await asOwner(forum.db.ownerUrl, async (sql) => {
    await sql`UPDATE thread SET state = 'decided' WHERE id = ${decided.threadId}`;
    await sql`UPDATE thread SET notice_at = now() WHERE id = ${told.threadId}`;
  });
  await staff.call('moderation.reportPost', {
    postId: reported.postId,
    reason: 'other',
    words: 'to be looked at',
  });
  const { retention } = await staff.call('projects.editPage', { project: projectId });
  expect(retention).toContainEqual({ years: 1, posts: 1 });
  expect(retention).toContainEqual({ years: 3, posts: 0 });

  await forum.shiftClock('29 days');
  expect(await expirePosts(forum.database)).toBe(0);
  await forum.shiftClock('31 days');
  expect(await expirePosts(forum.database)).toBe(1);
  expect(await expirePosts(forum.database)).toBe(0);

  const emptied = await page(old.threadId);
  expect(emptied.posts).toMatchObject([{ id: old.postId, deleted: true, html: '' }]);
  for (const { threadId } of [young, decided, told, reported]) {
    expect((await page(threadId)).posts[0]).toMatchObject({ deleted: false });
  }
  const left = await forum.run(
    `SELECT (SELECT body FROM post WHERE id = $1) AS body,
            (SELECT count(*)::int FROM post_revision WHERE post_id = $1) AS revisions,
            (SELECT count(*)::int FROM parallel_text WHERE owner_id = $1)
              + (SELECT count(*)::int FROM parallel_revision WHERE owner_id = $1) AS texts,
            (SELECT count(*)::int FROM search_doc WHERE record_id = $1) AS found`,
    [old.postId],
  );
  expect(left.rows).toEqual([{ body: '', revisions: 0, texts: 0, found: 0 }]);
});

it('goes through long threads in batches, and on where somebody was quicker', async () => {
  const first = await thread('quagga that another node empties', 3);
  const long = await thread('quagga of many words', 3);
  const last = await thread('quagga after them', 3);
  const BATCHES = 450;
  const emptied = await asOwner(forum.db.ownerUrl, async (sql) => {
    await sql`INSERT INTO post (id, thread_id, seq, author_id, org_id, client_id, body, lang, at)
      SELECT gen_random_uuid(), thread_id, seq + i, author_id, org_id, gen_random_uuid(), body, lang, at
        FROM post, generate_series(1, ${BATCHES}) i WHERE id = ${long.postId}`;
    await sql`UPDATE channel SET last_seq = last_seq + ${BATCHES} WHERE record_id = ${long.threadId}`;
    let expiring: Promise<number>;
    await sql.begin(async (other) => {
      await other`SELECT FROM channel WHERE record_id = ${first.threadId} FOR UPDATE`;
      expiring = expirePosts(forum.database);
      await vi.waitFor(
        async () =>
          expect(
            (
              await forum.run(
                `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
                [],
              )
            ).count,
          ).toBe(1),
        10_000,
      );
      await other`UPDATE post SET body = '', deleted_at = now() WHERE id = ${first.postId}`;
    });
    return expiring!;
  });
  expect(emptied).toBe(BATCHES + 2);
  expect((await page(last.threadId)).posts[0]).toMatchObject({ deleted: true });
  const { rows } = await forum.run(
    `SELECT count(*)::int AS left FROM post WHERE thread_id = $1 AND body <> ''`,
    [long.threadId],
  );
  expect(rows).toEqual([{ left: 0 }]);
});

it('ends when it is lifted, and what is left stays', async () => {
  const old = await thread('quagga spared', 5);
  await staff.call('projects.setRetention', { projectId, years: null });
  expect(await chosen()).toBeNull();
  await forum.shiftClock('400 days');
  expect(await expirePosts(forum.database)).toBe(0);
  expect((await page(old.threadId)).posts[0]).toMatchObject({ deleted: false });
});
