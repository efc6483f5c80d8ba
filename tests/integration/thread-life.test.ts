import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverTurns } from '#server/discussions/turns.ts';
import { excerptOf } from '#server/discussions/excerpt.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { actorOf, discussionsGround, type Ground } from './discussions-ground.ts';

const tsuji = actorOf('tsuji', 'aoba');
const hayashi = actorOf('hayashi', 'aoba', ['representative']);
const sato = actorOf('sato', 'aozora');
const okada = actorOf('okada', 'mej', ['staff']);
const saegusa = actorOf('saegusa', 'shiomi', ['representative']);

let ground: Ground;
/** A project of the secretariat and Shiomi alone. */
const elsewhere = newId();
beforeAll(async () => {
  ground = await discussionsGround();
  await asOwner(ground.fresh.ownerUrl, async (sql) => {
    await sql`INSERT INTO project (id, slug, title, summary, direction, stage, countries, fields, lead_org_id, created_at)
      VALUES (${elsewhere}, 'else', ${sql.json({ en: 'Elsewhere' })}, ${sql.json({ en: '' })},
              'outbound', 'pilot', '{TH}', '{}', ${orgOf('mej').id}, now())`;
    for (const key of ['mej', 'shiomi']) {
      await sql`INSERT INTO project_member (project_id, org_id, joined_at) VALUES (${elsewhere}, ${orgOf(key).id}, now())`;
    }
  });
});
afterAll(() => ground.close());

async function openThread(title = '注釈の基準', by = sato): Promise<string> {
  const { threadId } = await ground.call(by, 'discussions.createThread', {
    projectId: ground.projectId,
    title,
    body: '始めましょう',
    lang: 'ja',
    clientId: randomUUID(),
  });
  return threadId;
}
const say = (actor: typeof sato, threadId: string, body: string, clientId = randomUUID()) =>
  ground.call(actor, 'discussions.post', { threadId, body, lang: 'ja', clientId });
const page = (actor: typeof sato, threadId: string, where = {}) =>
  ground.call(actor, 'discussions.threadPage', { threadId, ...where });
const act = (actor: typeof sato, name: string, input: object) =>
  ground.call(actor, `discussions.${name}`, input);

describe('the states of a thread', () => {
  it('are changed by its author, a representative and the secretariat, with a reason, in their place', async () => {
    const threadId = await openThread();
    await expect(
      act(tsuji, 'setState', { threadId, to: 'onHold', reason: 'x', version: 0 }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(
      act(saegusa, 'setState', { threadId, to: 'onHold', reason: 'x', version: 0 }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      act(sato, 'setState', { threadId, to: 'onHold', version: 0 }),
    ).rejects.toMatchObject({ kind: 'invalid', issues: [{ path: 'reason', message: 'required' }] });

    await act(sato, 'setState', { threadId, to: 'onHold', reason: '倫理審査待ち', version: 0 });
    await say(tsuji, threadId, '承知しました');
    await act(hayashi, 'setState', { threadId, to: 'decided', reason: '基準3版', version: 1 });
    await act(okada, 'setState', { threadId, to: 'closed', version: 2 });
    const read = await page(tsuji, threadId);
    expect(read.turns).toMatchObject([
      { seq: 2, kind: 'state', was: 'open', became: 'onHold', reason: '倫理審査待ち' },
      { seq: 4, kind: 'state', was: 'onHold', became: 'decided', reason: '基準3版' },
      { seq: 5, kind: 'state', was: 'decided', became: 'closed', reason: null },
    ]);
    expect(read.turns.map((turn: { actorId: string }) => turn.actorId)).toEqual([
      sato.personId,
      hayashi.personId,
      okada.personId,
    ]);
    expect(read.authors.map((one: { id: string }) => one.id)).toContain(okada.personId);
    expect(read.head).toMatchObject({ state: 'closed', version: 3 });
    await expect(say(tsuji, threadId, 'まだ')).rejects.toMatchObject({ code: 'THREAD_CLOSED' });
    // What the page read and what the log brings is the same turn.
    const { rows } = await ground.database.pool.query(
      `SELECT id FROM thread_turn WHERE thread_id = $1 ORDER BY seq`,
      [threadId],
    );
    const [first] = (await transaction(ground.database, {}, (tx) =>
      deliverTurns(tx, [{ turnId: rows[0].id }]),
    )) as { turn: object; head: object }[];
    expect(first!.turn).toEqual(read.turns[0]);
    expect(first!.head).toEqual(read.head);
  });

  it('of two who change it at the same moment one wins and the other is told', async () => {
    const threadId = await openThread();
    const tries = await Promise.allSettled([
      act(sato, 'setState', { threadId, to: 'onHold', reason: '待つ', version: 0 }),
      act(okada, 'setState', { threadId, to: 'closed', reason: '終える', version: 0 }),
      act(hayashi, 'setState', { threadId, to: 'decided', reason: '決まった', version: 0 }),
    ]);
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected')
        expect(['STALE_VERSION', 'STATE_CHANGED']).toContain(one.reason.code);
    }
    expect((await page(sato, threadId)).turns).toHaveLength(1);
  });

  it('a step that the table does not know is refused', async () => {
    const threadId = await openThread();
    await expect(
      act(sato, 'setState', { threadId, to: 'open', reason: 'x', version: 0 }),
    ).rejects.toMatchObject({ code: 'STATE_CHANGED' });
  });
});

describe('what stands around a window', () => {
  it('turns come with the window that holds their place, and with one only', async () => {
    const threadId = await openThread();
    for (let i = 0; i < 30; i++) await say(tsuji, threadId, `文 ${i}`);
    await act(sato, 'setState', { threadId, to: 'onHold', reason: '中ほど', version: 0 });
    for (let i = 0; i < 30; i++) await say(tsuji, threadId, `続き ${i}`);
    await act(okada, 'pinThread', { threadId, pinned: true });
    const newest = await page(sato, threadId);
    expect(newest.turns.map((turn: { kind: string }) => turn.kind)).toEqual(['pinned']);
    const before = await page(sato, threadId, { before: newest.posts[0].seq });
    expect([...newest.turns, ...before.turns].map((turn) => turn.kind)).toContain('pinned');
    const all = [newest, before, await page(sato, threadId, { before: before.posts[0].seq })];
    const kinds = all.flatMap((one) => one.turns.map((turn: { kind: string }) => turn.kind));
    expect(kinds.sort()).toEqual(['pinned', 'state']);
  });
});

describe('tags', () => {
  const open = (tags: string[], title = '札') =>
    ground.call(sato, 'discussions.createThread', {
      projectId: ground.projectId,
      title,
      body: '始めましょう',
      lang: 'ja',
      clientId: randomUUID(),
      tags,
    });
  const refused = (message: string) => ({ issues: [{ path: 'tags', message }] });

  it('are the same in any case and width, at most five, and each at most twenty characters', async () => {
    const { threadId } = await open([
      ...[' ＡＩ ', 'A\u200bI', 'ai', '', '\u200b', '\u3164', 'Straße', '読影'],
    ]);
    expect((await page(tsuji, threadId)).head.tags).toEqual([
      { label: 'ai', key: 'ai' },
      { label: 'Straße', key: 'strasse' },
      { label: '読影', key: '読影' },
    ]);
    await expect(open(['a', 'b', 'c', 'd', 'e', 'f'])).rejects.toMatchObject(
      refused('tooManyTags'),
    );
    await expect(open(['x'.repeat(21)])).rejects.toMatchObject(refused('tagTooLong'));
    const insert = (label: string, position: number) =>
      ground.database.pool.query(
        `INSERT INTO thread_tag (thread_id, folded, label, position) VALUES ($1, $2, $2, $3)`,
        [threadId, label, position],
      );
    await expect(insert('sixth', 6)).rejects.toThrow('thread_tag_most');
    await expect(insert('x'.repeat(21), 4)).rejects.toThrow('thread_tag_length');
    await expect(insert('読影', 4)).rejects.toThrow('thread_tag_pkey');
  });

  it('are changed by who may rename, with a turn, and find threads for those alone who may read them', async () => {
    const { threadId } = await open(['CT', '標準化']);
    const change = { threadId, title: '札', tags: ['ＣＴ', '薬事'], version: 0 };
    await expect(act(tsuji, 'renameThread', change)).rejects.toMatchObject({ kind: 'forbidden' });
    await act(sato, 'renameThread', change);
    const { turns, head } = await page(tsuji, threadId);
    expect(turns).toMatchObject([{ kind: 'tagged', was: 'CT, 標準化', became: 'CT, 薬事' }]);
    expect(head.tags.map(({ key }: { key: string }) => key)).toEqual(['ct', '薬事']);
    // A title alone leaves them, and the same ones once more say nothing.
    await act(sato, 'renameThread', { threadId, title: '札', tags: ['CT', '薬事'], version: 1 });
    expect((await page(tsuji, threadId)).turns).toHaveLength(1);

    const found = async (actor: typeof sato, tag: string) =>
      (await act(actor, 'tagged', { tag })).threads.map(({ id }: { id: string }) => id);
    expect(await found(tsuji, 'Ct')).toEqual([threadId]);
    expect(await found(tsuji, '標準化')).toEqual([]);
    expect(await found(saegusa, 'CT')).toEqual([]);
    expect((await act(tsuji, 'tags', {})).tags).toContain('薬事');
    expect((await act(saegusa, 'tags', {})).tags).toEqual([]);
    // One tag with a comma is not the two that it looks like.
    await act(sato, 'renameThread', { threadId, title: '札', tags: ['CT,薬事'], version: 1 });
    expect((await page(tsuji, threadId)).head.tags).toMatchObject([{ label: 'CT,薬事' }]);
  });
});

describe('the page of a tag', () => {
  it('goes on to the last thread, and shows each once where several were written in at the same moment', async () => {
    const { threadId } = await ground.call(sato, 'discussions.createThread', {
      ...{ projectId: ground.projectId, title: '頁', body: '始め', lang: 'ja' as const },
      ...{ clientId: randomUUID(), tags: ['頁'] },
    });
    await ground.database.pool.query(
      `WITH made AS (
         INSERT INTO thread (id, project_id, kind, title, lang, state, created_by, org_id, created_at, last_post_at)
         SELECT gen_random_uuid(), project_id, kind, title, lang, state, created_by, org_id, created_at,
                last_post_at - n / 10 * interval '1 minute'
           FROM thread, generate_series(1, 60) AS n WHERE id = $1 RETURNING id)
       INSERT INTO thread_tag (thread_id, folded, label, position) SELECT id, '頁', '頁', 1 FROM made`,
      [threadId],
    );
    const first = await act(tsuji, 'tagged', { tag: '頁' });
    const second = await act(tsuji, 'tagged', { tag: '頁', after: first.next });
    expect([first.threads.length, second.threads.length, second.next]).toEqual([50, 11, null]);
    const ids = [...first.threads, ...second.threads].map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(61);
    expect((await act(saegusa, 'tagged', { tag: '頁' })).threads).toEqual([]);
  });
});

describe('pin, lock, rename', () => {
  it('repeat without a second turn, and ask for the right', async () => {
    const threadId = await openThread();
    await expect(act(tsuji, 'pinThread', { threadId, pinned: true })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await Promise.all([1, 2, 3].map(() => act(hayashi, 'pinThread', { threadId, pinned: true })));
    await expect(
      act(hayashi, 'lockThread', { threadId, locked: true, reason: 'x' }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await act(okada, 'lockThread', { threadId, locked: true, reason: '頭を冷やす' });
    await expect(say(sato, threadId, '書けない')).rejects.toMatchObject({ code: 'THREAD_CLOSED' });
    await act(okada, 'lockThread', { threadId, locked: false });
    await say(sato, threadId, '書ける');
    const { turns } = await page(sato, threadId);
    expect(turns.map((turn: { kind: string }) => turn.kind)).toEqual([
      'pinned',
      'locked',
      'unlocked',
    ]);
    const project = await ground.call(sato, 'discussions.projectPage', { project: 'ct' });
    expect(project.threads[0]).toMatchObject({ id: threadId, pinned: true });
    await act(okada, 'pinThread', { threadId, pinned: false });
  });

  it('a new title makes the translation of the old one stale and shows it no more', async () => {
    const threadId = await openThread('旧題');
    await ground.database.pool.query(
      `INSERT INTO parallel_text (id, owner_kind, owner_id, block, lang, body, state, updated_at)
       VALUES ($1, 'thread', $2, 'title', 'en', 'Old title', 'checked', now())`,
      [randomUUID(), threadId],
    );
    expect((await page(sato, threadId)).head.titleAlso).toEqual({ en: 'Old title' });
    await act(sato, 'renameThread', { threadId, title: '新題', version: 0 });
    const { head, turns } = await page(tsuji, threadId);
    expect(head).toMatchObject({ title: '新題', titleAlso: null });
    expect(turns).toMatchObject([{ kind: 'renamed', was: '旧題', became: '新題' }]);
    await expect(
      act(sato, 'renameThread', { threadId, title: '古い画面から', version: 0 }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });
});

describe('moving a thread', () => {
  it('changes its readers: who is not in the other project finds nothing and is sent away', async () => {
    const threadId = await openThread();
    await say(tsuji, threadId, '青葉の意見');
    const move = { threadId, projectId: elsewhere, reason: '汐見の案件', version: 0 };
    await expect(act(sato, 'moveThread', move)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(
      act(okada, 'moveThread', { ...move, projectId: randomUUID() }),
    ).rejects.toMatchObject({ kind: 'invalid' });
    const acl = async () =>
      (
        await ground.database.pool.query(`SELECT acl_version FROM channel WHERE record_id = $1`, [
          threadId,
        ])
      ).rows[0].acl_version;
    const before = await acl();
    await act(okada, 'moveThread', move);
    expect(await acl()).toBe(before + 1);
    await expect(page(tsuji, threadId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(say(tsuji, threadId, 'まだ')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const read = await page(saegusa, threadId);
    expect(read.posts).toHaveLength(2);
    // Those who come new learn that it was moved and why, not from where.
    expect(read.turns).toMatchObject([
      { kind: 'moved', was: null, became: null, reason: '汐見の案件' },
    ]);
    // Aoba's post stays, with a mark that Aoba does not take part here.
    expect(read.participants).not.toContain(orgOf('aoba').id);
    expect(read.orgs.map((one: { id: string }) => one.id)).toContain(orgOf('aoba').id);
  });

  it('a post that was under way when its author lost the thread is not written', async () => {
    for (let round = 0; round < 20; round++) {
      const threadId = await openThread();
      const [move, posted] = await Promise.allSettled([
        act(okada, 'moveThread', { threadId, projectId: elsewhere, reason: '移す', version: 0 }),
        say(tsuji, threadId, '間に合うか'),
      ]);
      expect(move.status).toBe('fulfilled');
      const { rows } = await ground.database.pool.query(
        `SELECT (SELECT seq FROM thread_turn WHERE thread_id = $1 AND kind = 'moved') AS moved,
                (SELECT max(seq) FROM post WHERE thread_id = $1 AND author_id = $2) AS posted`,
        [threadId, tsuji.personId],
      );
      if (posted.status === 'fulfilled') expect(rows[0].posted).toBeLessThan(rows[0].moved);
      else expect(rows[0].posted).toBeNull();
    }
  });

  it('nothing that changes a thread waits in a ring with those who post in it', async () => {
    const threadId = await openThread();
    for (let round = 0; round < 10; round++) {
      await Promise.all([
        say(tsuji, threadId, `その${round}`),
        act(okada, 'pinThread', { threadId, pinned: round % 2 === 0 }),
        act(okada, 'markNotice', { threadId, notice: round % 2 === 0 }),
        say(sato, threadId, `返事${round}`),
        act(okada, 'slowThread', { threadId, seconds: 0 }),
      ]);
    }
  });
});

describe('following and muting', () => {
  it('one follows where one wrote; what is muted waits for nobody', async () => {
    const threadId = await openThread();
    expect((await page(sato, threadId)).follow).toEqual({ level: 'follow', chosen: false });
    expect((await page(tsuji, threadId)).follow).toEqual({ level: 'normal', chosen: false });
    await say(tsuji, threadId, '参加');
    expect((await page(tsuji, threadId)).follow).toEqual({ level: 'follow', chosen: false });

    const unreadOf = async () =>
      (await ground.call(hayashi, 'projects.list', {})).projects[0].unread;
    const before = await unreadOf();
    await act(hayashi, 'followThread', { threadId, level: 'mute' });
    expect((await page(hayashi, threadId)).follow).toEqual({ level: 'mute', chosen: true });
    expect(await unreadOf()).toBe(before - 2);
    await act(hayashi, 'followThread', { threadId, level: 'normal' });
    expect(await unreadOf()).toBe(before);
  });

  it('everything is read at once, in one project or in all, and never backwards', async () => {
    const threadId = await openThread();
    await act(hayashi, 'markAllSeen', { projectId: ground.projectId });
    expect((await page(hayashi, threadId)).unread).toBe(0);
    expect((await ground.call(hayashi, 'projects.list', {})).projects[0].unread).toBe(0);
    expect(await act(hayashi, 'markAllSeen', {})).toEqual({ threads: 0 });
    await expect(act(tsuji, 'markAllSeen', { projectId: elsewhere })).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(await act(saegusa, 'markAllSeen', {})).not.toEqual({ threads: 0 });
    expect((await page(tsuji, threadId)).unread).toBe(1);
  });
});

describe('bookmarks', () => {
  it('are one’s own, with an excerpt, and show only what one may still read', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(
      sato,
      threadId,
      '## 覚書\n\n**決定**は [資料](https://a.example) の通り',
    );
    await act(tsuji, 'bookmarkPost', { postId, kept: true });
    await act(tsuji, 'bookmarkPost', { postId, kept: true });
    const mine = await act(tsuji, 'listBookmarks', {});
    expect(mine.bookmarks).toMatchObject([{ postId, excerpt: '覚書 決定は 資料 の通り' }]);
    expect((await page(tsuji, threadId)).bookmarks).toEqual([postId]);
    expect((await act(sato, 'listBookmarks', {})).bookmarks).toEqual([]);
    await expect(act(saegusa, 'bookmarkPost', { postId, kept: true })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await act(okada, 'moveThread', { threadId, projectId: elsewhere, reason: '移す', version: 0 });
    expect((await act(tsuji, 'listBookmarks', {})).bookmarks).toEqual([]);
    await act(okada, 'moveThread', {
      threadId,
      projectId: ground.projectId,
      reason: '戻す',
      version: 1,
    });
    expect((await act(tsuji, 'listBookmarks', {})).bookmarks).toHaveLength(1);
    await act(tsuji, 'bookmarkPost', { postId, kept: false });
    expect((await act(tsuji, 'listBookmarks', {})).bookmarks).toEqual([]);
    expect(excerptOf('')).toBe('');
  });
});

describe('slow mode', () => {
  it('lets one person speak once in the time, says how long to wait, and never holds a repeat', async () => {
    const threadId = await openThread();
    await act(okada, 'slowThread', { threadId, seconds: 30 });
    const clientId = randomUUID();
    const first = await say(tsuji, threadId, '一つ目', clientId);
    const refusal = await say(tsuji, threadId, '二つ目').catch((error) => error);
    expect(refusal).toMatchObject({ kind: 'rateLimited', code: 'SLOW_MODE' });
    expect(refusal.retryAfter).toBeGreaterThan(25);
    expect(refusal.retryAfter).toBeLessThanOrEqual(30);
    expect(await say(tsuji, threadId, '一つ目', clientId)).toEqual(first);
    await say(hayashi, threadId, '別の人は別');
    await say(okada, threadId, '進行役は');
    await say(okada, threadId, '待たない');
  });

  it('ten at the same moment are one', async () => {
    const threadId = await openThread();
    await act(okada, 'slowThread', { threadId, seconds: 30 });
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => say(tsuji, threadId, `同時 ${i}`)),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a notice of the secretariat', () => {
  it('counts organisations that saw and acknowledged it, names who is missing, and reminds once a day', async () => {
    const threadId = await openThread('規程の改定', okada);
    await expect(act(tsuji, 'acknowledge', { threadId })).rejects.toMatchObject({
      code: 'NO_NOTICE',
    });
    await act(okada, 'markNotice', { threadId, notice: true });
    expect((await page(tsuji, threadId)).notice).toEqual({
      orgs: 2,
      seen: 0,
      acknowledged: 0,
      asksMe: true,
      mine: null,
    });
    await act(tsuji, 'markSeen', { threadId, seq: 1 });
    await Promise.all([1, 2, 3].map(() => act(tsuji, 'acknowledge', { threadId })));
    await act(hayashi, 'acknowledge', { threadId });
    const { notice } = await page(tsuji, threadId);
    expect(notice).toMatchObject({ orgs: 2, seen: 1, acknowledged: 1, mine: expect.any(String) });
    await expect(act(hayashi, 'noticePage', { threadId })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(act(okada, 'acknowledge', { threadId })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    const { lines } = await act(okada, 'noticePage', { threadId });
    expect(
      lines.map((line: { by: unknown[]; seen: boolean }) => [line.seen, line.by.length]),
    ).toEqual([
      [false, 0],
      [true, 2],
    ]);
    expect(await act(okada, 'remindNotice', { threadId })).toEqual({ orgs: 1, people: 1 });
    await expect(act(okada, 'remindNotice', { threadId })).rejects.toMatchObject({
      code: 'REMINDED_ALREADY',
    });
  });
});

describe('who has left', () => {
  it('keeps their posts, marked', async () => {
    const threadId = await openThread();
    await say(tsuji, threadId, '置いていく言葉');
    expect((await page(sato, threadId)).left).toEqual([]);
    await asOwner(ground.fresh.ownerUrl, async (sql) => {
      await sql`UPDATE membership SET ended_at = now() WHERE person_id = ${tsuji.personId}`;
    });
    try {
      const read = await page(sato, threadId);
      expect(read.left).toEqual([`${tsuji.personId} ${tsuji.orgId}`]);
      expect(read.posts.at(-1).html).toContain('置いていく言葉');
      expect(read.authors.map((one: { id: string }) => one.id)).toContain(tsuji.personId);
    } finally {
      await asOwner(ground.fresh.ownerUrl, async (sql) => {
        await sql`UPDATE membership SET ended_at = NULL WHERE person_id = ${tsuji.personId}`;
      });
    }
  });
});
