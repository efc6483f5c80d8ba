import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepOnce } from '#server/housekeeping.ts';
import { remindOffice } from '#server/moderation/index.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let newcomer: Someone;
let neighbour: Someone;
let staff: Someone;
let admin: Someone;
let threadId: string;
let projectId: string;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  neighbour = await forum.as('society@aozora.example');
  staff = await forum.as('staff@mej.example');
  admin = await forum.as('admin@mej.example');
  const { rows } = await forum.run(
    `SELECT t.id, t.project_id AS "projectId", p.email, o.slug FROM thread t
       JOIN project pr ON pr.id = t.project_id AND pr.privacy = 'invited'
       JOIN project_member mine ON mine.project_id = pr.id AND mine.org_id = $1 AND mine.left_at IS NULL
       JOIN project_member pm ON pm.project_id = pr.id AND pm.left_at IS NULL AND pm.org_id <> $1
       JOIN organisation o ON o.id = pm.org_id AND o.kind IN ('hospital', 'company')
       JOIN membership m ON m.org_id = o.id AND m.ended_at IS NULL JOIN person p ON p.id = m.person_id
      WHERE t.kind = 'thread' AND t.state = 'open' AND NOT (m.roles = ARRAY['billing'])
        AND NOT EXISTS (SELECT 1 FROM post po WHERE po.author_id = p.id)
      ORDER BY t.id, p.email LIMIT 1`,
    [neighbour.actor.orgId],
  );
  ({ id: threadId, projectId } = rows[0]);
  newcomer = await forum.as(rows[0].email, rows[0].slug);
  await forum.run(`UPDATE organisation SET member_since = current_date - 10 WHERE id = $1`, [
    newcomer.actor.orgId,
  ]);
}, 120_000);
afterAll(() => forum.close());

const write = (by: Someone, body: string, more: object = {}) =>
  by.call('discussions.post', { threadId, clientId: randomUUID(), body, lang: 'ja', ...more });
const pageOf = (who: Someone) => who.call('discussions.threadPage', { threadId });
const noticesOf = async (who: Someone, subjectId: string) =>
  (
    await forum.run(`SELECT type FROM notification WHERE person_id = $1 AND subject_id = $2`, [
      who.actor.personId,
      subjectId,
    ])
  ).rows.map((row) => row.type as string);

describe('the first post of a newly admitted organisation’s person', () => {
  it('waits: its author and the secretariat see it, nobody else and no log, search or read state', async () => {
    const before = await pageOf(newcomer);
    const { waits, id, seq } = await write(newcomer, 'はじめての投稿ホールド');
    expect({ waits, seq }).toEqual({ waits: true, seq: 0 });
    const own = await pageOf(newcomer);
    expect(own.held).toMatchObject([{ id, html: expect.stringContaining('はじめて') }]);
    expect([own.asOfSeq, own.lastReadSeq]).toEqual([before.asOfSeq, before.lastReadSeq]);
    expect((await pageOf(neighbour)).held).toEqual([]);
    expect((await pageOf(staff)).held).toEqual([]);
    const { rows } = await forum.run(`SELECT 1 FROM post WHERE body LIKE '%ホールド%'`, []);
    expect(rows).toEqual([]);
    const queue = await staff.call('moderation.heldPosts', {});
    expect(queue.lines.find((line) => line.id === id)).toMatchObject({
      excerpt: 'はじめての投稿ホールド',
      opens: false,
    });
    expect(await noticesOf(staff, id)).toEqual(['held.received']);
    await expect(neighbour.call('moderation.heldPage', { heldId: id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await newcomer.call('discussions.withdrawHeld', { heldId: id });
    expect((await pageOf(newcomer)).held).toEqual([]);
    const left = await forum.run(`SELECT body FROM held_post WHERE id = $1`, [id]);
    expect(left.rows).toEqual([{ body: '' }]);
    await expect(staff.call('moderation.releasePost', { heldId: id })).rejects.toMatchObject({
      code: 'STATE_CHANGED',
    });
  });

  it('sent again with the same client id waits once; with another text it is a fault', async () => {
    const clientId = randomUUID();
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => write(newcomer, '一度だけ', { clientId })),
    );
    expect(new Set(tries.map(({ id }) => id)).size).toBe(1);
    await expect(write(newcomer, '別の文章', { clientId })).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    await newcomer.call('discussions.withdrawHeld', { heldId: tries[0]!.id });
  });

  it('is refused with a reason that its author reads, and is reminded of after 48 hours until then', async () => {
    const { id } = await write(newcomer, '営業のご案内');
    await forum.shiftClock('49 hours');
    try {
      expect(await remindOffice(forum.database)).toBeGreaterThan(0);
      expect(await remindOffice(forum.database)).toBe(0);
    } finally {
      await forum.shiftClock('0');
    }
    expect((await noticesOf(staff, id)).sort()).toEqual(['held.late', 'held.received']);
    await expect(
      neighbour.call('moderation.refusePost', { heldId: id, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(newcomer.call('moderation.releasePost', { heldId: id })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await staff.call('moderation.refusePost', { heldId: id, reason: '宣伝はご遠慮ください' });
    expect(await noticesOf(newcomer, id)).toEqual(['held.refused']);
    expect(await newcomer.call('moderation.heldPage', { heldId: id })).toMatchObject({
      state: 'refused',
      reason: '宣伝はご遠慮ください',
      decidedBy: null,
    });
  });

  it('the words of a refused first post go after 90 days, its reason stays; of one taken back, at once', async () => {
    const open = async () => {
      const { threadId: opened } = await newcomer.call('discussions.createThread', {
        ...{ projectId, title: '見送られる題', body: '見送られる言葉', lang: 'ja', tags: ['札'] },
        clientId: randomUUID(),
      });
      const { rows } = await forum.run(`SELECT id FROM held_post WHERE thread_id = $1`, [opened]);
      return rows[0].id as string;
    };
    const words = async (id: string) =>
      (await forum.run(`SELECT title, body, tags FROM held_post WHERE id = $1`, [id])).rows[0];
    const id = await open();
    await staff.call('moderation.refusePost', { heldId: id, reason: '宣伝のため' });
    const old = (days: number) =>
      forum.run(
        `UPDATE held_post SET decided_at = now() - make_interval(days => $2::int) WHERE id = $1`,
        [id, days],
      );
    await old(89);
    await sweepOnce(forum.database);
    const kept = await staff.call('moderation.heldPage', { heldId: id });
    expect(kept.post.html).toContain('見送られる言葉');
    await old(91);
    await sweepOnce(forum.database);
    const gone = await staff.call('moderation.heldPage', { heldId: id });
    expect([gone.post.html, gone.reason]).toEqual(['', '宣伝のため']);
    const taken = await open();
    await newcomer.call('discussions.withdrawHeld', { heldId: taken });
    for (const one of [id, taken]) {
      expect(await words(one)).toEqual({ title: '', body: '', tags: [] });
    }
  });

  it('holds polls and translations off until a post stands', async () => {
    await expect(
      newcomer.call('decisions.openPoll', {
        threadId,
        kind: 'proposal',
        question: 'いかがでしょうか',
        lang: 'ja',
        clientId: randomUUID(),
      }),
    ).rejects.toMatchObject({ code: 'FIRST_POST_WAITS' });
    const last = (await pageOf(newcomer)).posts.at(-1)!;
    await expect(
      newcomer.call('discussions.translatePost', {
        postId: last.id,
        lang: last.lang === 'en' ? 'ja' : 'en',
        blocks: [{ key: '0123456789abcdef', body: 'A text', version: null }],
      }),
    ).rejects.toMatchObject({ code: 'FIRST_POST_WAITS' });
  });

  it('is released once, whoever of the secretariat is first; mentions are told then; the next one does not wait', async () => {
    const read = (await pageOf(newcomer)).lastReadSeq;
    const mention = { kind: 'person' as const, id: neighbour.actor.personId!, label: '@佐藤' };
    const clientId = randomUUID();
    const { id } = await write(newcomer, '@佐藤 よろしくお願いいたします', {
      clientId,
      mentions: [mention],
    });
    expect(await noticesOf(neighbour, threadId)).not.toContain('discussion.mentioned');
    const tries = await Promise.allSettled([
      staff.call('moderation.releasePost', { heldId: id }),
      admin.call('moderation.releasePost', { heldId: id }),
    ]);
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'STATE_CHANGED' });
    }
    expect((await staff.call('moderation.heldPage', { heldId: id })).state).toBe('released');
    expect(await noticesOf(neighbour, threadId)).toContain('discussion.mentioned');
    expect(await noticesOf(newcomer, threadId)).toContain('held.released');
    const after = await pageOf(newcomer);
    expect(after.held).toEqual([]);
    expect(after.lastReadSeq).toBe(read);
    expect(after.posts.at(-1)).toMatchObject({ clientId, authorId: newcomer.actor.personId });
    // The same message sent again by a page that never heard the answer is the post that stands.
    const again = await write(newcomer, '@佐藤 よろしくお願いいたします', { clientId });
    expect(again).toMatchObject({ id: after.posts.at(-1)!.id });
    expect((await write(newcomer, '二通目')).waits).toBeUndefined();
  });

  it('that would open a thread waits with the thread; released, both are there under the same id', async () => {
    // Without a post that stands, the next is a first one again.
    await forum.run(`UPDATE post SET deleted_at = now() WHERE author_id = $1`, [
      newcomer.actor.personId,
    ]);
    const opened = await newcomer.call('discussions.createThread', {
      projectId,
      title: '新しい話題',
      body: '最初の一通',
      lang: 'ja',
      clientId: randomUUID(),
    });
    expect(opened.waits).toBe(true);
    await expect(
      neighbour.call('discussions.threadPage', { threadId: opened.threadId }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { slug } = (await forum.run(`SELECT slug FROM project WHERE id = $1`, [projectId]))
      .rows[0];
    const { held } = await newcomer.call('discussions.projectPage', { project: slug });
    expect(held).toMatchObject([{ title: '新しい話題' }]);
    expect((await neighbour.call('discussions.projectPage', { project: slug })).held).toEqual([]);
    await staff.call('moderation.releasePost', { heldId: held[0]!.id });
    const there = await neighbour.call('discussions.threadPage', { threadId: opened.threadId });
    expect(there.thread.title).toBe('新しい話題');
    expect(there.posts).toMatchObject([{ authorId: newcomer.actor.personId }]);
  });
});

describe('the setting of the secretariat', () => {
  it('lets first posts through at once; only the secretariat changes it', async () => {
    const { rows } = await forum.run(
      `SELECT p.email FROM membership m JOIN person p ON p.id = m.person_id
        WHERE m.org_id = $1 AND m.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM post po WHERE po.author_id = p.id)`,
      [newcomer.actor.orgId],
    );
    await expect(newcomer.call('moderation.holdFirstPosts', { on: false })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await staff.call('moderation.holdFirstPosts', { on: false });
    expect((await staff.call('moderation.heldPosts', {})).on).toBe(false);
    if (rows[0]) {
      const colleague = await forum.as(rows[0].email);
      expect((await write(colleague, 'すぐに載ります')).waits).toBeUndefined();
    }
    await staff.call('moderation.holdFirstPosts', { on: true });
    expect((await staff.call('moderation.heldPosts', {})).on).toBe(true);
  });
});
