import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { notify, type Notice } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { testForum, type TestForum } from '#tests/fixtures/test-forum.ts';

const DOCTOR = personOf('tsuji');
const WRITER = personOf('sato');

let forum: TestForum;
let threads: { id: string; title: string }[];
beforeAll(async () => {
  forum = await testForum({ seed: true });
  threads = (
    await forum.run(
      `SELECT t.id, t.title FROM thread t JOIN project_member pm ON pm.project_id = t.project_id
        WHERE pm.org_id = $1 AND pm.left_at IS NULL ORDER BY t.created_at`,
      [orgOf('aoba').id],
    )
  ).rows;
});
afterAll(() => forum.close());
beforeEach(() => forum.run('DELETE FROM notification', []));

const tell = (to: string, more: Partial<Notice> = {}) =>
  transaction(forum.database, {}, (tx) =>
    notify(tx, {
      type: 'discussion.mentioned',
      subject: { kind: 'thread', id: threads[0]!.id },
      to: sql`m.person_id = ${to}::uuid`,
      actorId: WRITER.id,
      facts: { seq: 1 },
      ...more,
    }),
  );
const doctor = () => forum.as(DOCTOR.email);

describe('the list', () => {
  test('makes one line of five notifications about one thread, and one number at the bell', async () => {
    for (let seq = 1; seq <= 5; seq += 1) await tell(DOCTOR.id, { facts: { seq } });
    await tell(DOCTOR.id, { subject: { kind: 'thread', id: threads[1]!.id } });
    const { lines } = await (await doctor()).call('notifications.list', {});
    expect(lines.map(({ count, unread }) => ({ count, unread }))).toEqual([
      { count: 1, unread: 1 },
      { count: 5, unread: 5 },
    ]);
    expect(lines[1]).toMatchObject({ subject: { title: { ja: threads[0]!.title } } });
    expect(lines[1]!.actors.map((one) => one.familyName)).toEqual([WRITER.familyName]);
    expect(await (await doctor()).call('notifications.unreadCount', {})).toEqual({ unread: 2 });
  });

  test('is paged without loss or repeat though all were written in the same moment', async () => {
    await forum.run(
      `INSERT INTO notification (id, person_id, org_id, type, subject_kind, subject_id, facts, at)
       SELECT gen_random_uuid(), $1, $2, 'event.published', 'event', gen_random_uuid(), '{}', '2026-11-01T00:00:00Z'
         FROM generate_series(1, 75)`,
      [DOCTOR.id, orgOf('aoba').id],
    );
    const seen: string[] = [];
    for (let before: string | null = ''; before !== null;) {
      const page: { lines: { id: string }[]; next: string | null } = await (
        await doctor()
      ).call('notifications.list', before ? { before } : {});
      seen.push(...page.lines.map(({ id }) => id));
      before = page.next;
    }
    expect(seen).toHaveLength(75);
    expect(new Set(seen).size).toBe(75);
  });

  test('is narrowed to what is unread and to a kind', async () => {
    await tell(DOCTOR.id);
    await tell(DOCTOR.id, {
      type: 'event.published',
      subject: { kind: 'event', id: threads[0]!.id },
    });
    const me = await doctor();
    const talk = await me.call('notifications.list', { about: 'discussions' });
    expect(talk.lines.map((line) => line.type)).toEqual(['discussion.mentioned']);
    await me.call('notifications.markRead', { notificationId: talk.lines[0]!.id });
    const unread = await me.call('notifications.list', { unread: true });
    expect(unread.lines.map((line) => line.subjectKind)).toEqual(['event']);
  });

  test('says nothing of a thread that the reader may not see any more', async () => {
    await tell(DOCTOR.id, { facts: { seq: 3, postId: '0193aaaa-0000-7000-8000-000000000001' } });
    const left = `UPDATE project_member SET left_at = $2 WHERE org_id = $1
      AND project_id = (SELECT project_id FROM thread WHERE id = '${threads[0]!.id}')`;
    await forum.run(left, [orgOf('aoba').id, new Date()]);
    try {
      const me = await doctor();
      const { lines } = await me.call('notifications.list', {});
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatchObject({ type: 'withheld', facts: {}, actors: [], subject: null });
      expect(JSON.stringify(lines)).not.toContain(threads[0]!.title);
      const opened = await me.call('notifications.markRead', { notificationId: lines[0]!.id });
      expect(opened.path).toBeNull();
    } finally {
      await forum.run(left, [orgOf('aoba').id, null]);
    }
  });
});

describe('reading', () => {
  test('a line marks all it stands for, and one can be put back', async () => {
    await tell(DOCTOR.id);
    await tell(DOCTOR.id, { facts: { postId: '0193aaaa-0000-7000-8000-000000000001', seq: 2 } });
    const me = await doctor();
    const [line] = (await me.call('notifications.list', {})).lines;
    const { path } = await me.call('notifications.markRead', { notificationId: line!.id });
    expect(path).toBe('/discussions/posts/0193aaaa-0000-7000-8000-000000000001');
    expect(await me.call('notifications.unreadCount', {})).toEqual({ unread: 0 });
    await me.call('notifications.markRead', { notificationId: line!.id, read: false });
    expect(await me.call('notifications.unreadCount', {})).toEqual({ unread: 1 });
  });

  test('the thread itself as far as a post reads what was told of it up to there', async () => {
    await tell(DOCTOR.id, { facts: { seq: 1 } });
    await tell(DOCTOR.id, { facts: { seq: 2 } });
    const me = await doctor();
    await me.call('discussions.markSeen', { threadId: threads[0]!.id, seq: 1 });
    expect((await me.call('notifications.list', {})).lines[0]).toMatchObject({
      count: 2,
      unread: 1,
    });
  });

  test('everything leaves what came after the page was drawn', async () => {
    await tell(DOCTOR.id);
    const me = await doctor();
    const until = (await me.call('notifications.list', {})).lines[0]!.at.toISOString();
    await new Promise((done) => setTimeout(done, 5));
    await tell(DOCTOR.id, { subject: { kind: 'thread', id: threads[1]!.id } });
    expect(await me.call('notifications.markAllRead', { until })).toEqual({ read: 1 });
    expect(await me.call('notifications.unreadCount', {})).toEqual({ unread: 1 });
  });

  test('what was written to somebody else is not found', async () => {
    await tell(DOCTOR.id);
    const [line] = (await (await doctor()).call('notifications.list', {})).lines;
    const other = await forum.as(WRITER.email);
    await expect(
      other.call('notifications.markRead', { notificationId: line!.id }),
    ).rejects.toMatchObject({ kind: 'notFound' });
  });
});

test('twenty notices at once to a hundred people each reach everybody, in the order of their channels', async () => {
  const everybody = sql`true`;
  const told = await Promise.all(
    Array.from({ length: 20 }, () => tell('', { to: everybody, except: WRITER.id })),
  );
  const { rows } = await forum.run(
    `SELECT count(*)::int AS written, count(DISTINCT person_id)::int AS people FROM notification`,
    [],
  );
  expect(new Set(told)).toEqual(new Set([rows[0].people]));
  expect(rows[0].written).toBe(20 * rows[0].people);
  const gaps = await forum.run(
    `SELECT c.id FROM channel c JOIN channel_event e ON e.channel_id = c.id WHERE c.kind = 'person'
      GROUP BY c.id, c.last_seq HAVING max(e.seq) <> c.last_seq OR count(*) <> max(e.seq)`,
    [],
  );
  expect(gaps.rows).toEqual([]);
});
