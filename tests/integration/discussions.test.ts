import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { deliverPosts } from '#server/discussions/deliveries.ts';
import type { PostDelivery, PostView } from '#server/discussions/views.ts';
import { blocksOf } from '#server/discussions/translations/blocks.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import { actorOf, discussionsGround, type Ground } from './discussions-ground.ts';

const tsuji = actorOf('tsuji', 'aoba');
const hayashi = actorOf('hayashi', 'aoba');
const sato = actorOf('sato', 'aozora');
const okada = actorOf('okada', 'mej', ['staff']);
const saegusa = actorOf('saegusa', 'shiomi', ['hospitalCoordinator']);

let ground: Ground;
beforeAll(async () => {
  ground = await discussionsGround();
});
afterAll(() => ground.close());

async function openThread(title = '注釈の基準'): Promise<string> {
  const { threadId } = await ground.call(sato, 'discussions.createThread', {
    projectId: ground.projectId,
    title,
    body: '始めましょう',
    lang: 'ja',
    clientId: randomUUID(),
  });
  return threadId;
}

function say(actor: typeof sato, threadId: string, body: string, clientId = randomUUID()) {
  return ground.call(actor, 'discussions.post', { threadId, body, lang: 'ja', clientId });
}

describe('posting', () => {
  it('ten sends of one message at the same time write it once and all learn the same place', async () => {
    const threadId = await openThread();
    const clientId = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => say(tsuji, threadId, '一度だけ', clientId)),
    );
    expect(new Set(answers.map((one) => `${one.id} ${one.seq} ${one.at}`)).size).toBe(1);
    const page = await ground.call(tsuji, 'discussions.threadPage', { threadId });
    expect(page.posts).toHaveLength(2);
    expect(page.asOfSeq).toBe(2);
  });

  it('the same client id with another text is refused and writes nothing', async () => {
    const threadId = await openThread();
    const clientId = randomUUID();
    await say(tsuji, threadId, 'はじめの文', clientId);
    await expect(say(tsuji, threadId, '別の文', clientId)).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
    // Another author's id is another key.
    await expect(say(hayashi, threadId, '別の文', clientId)).resolves.toMatchObject({ seq: 3 });
  });

  it('thirty-two writers in one thread leave no gap, no double and one order', async () => {
    const threadId = await openThread();
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, i) => say(i % 2 ? tsuji : sato, threadId, `文 ${i}`)),
    );
    const seqs = answers.map((one) => one.seq).sort((a, b) => a - b);
    expect(seqs).toEqual(Array.from({ length: 32 }, (_, i) => i + 2));
    const { rows } = await ground.database.pool.query(
      `SELECT e.seq, e.payload->>'postId' AS post_id, p.id FROM channel c
         JOIN channel_event e ON e.channel_id = c.id LEFT JOIN post p ON p.thread_id = c.record_id AND p.seq = e.seq
        WHERE c.record_id = $1 ORDER BY e.seq`,
      [threadId],
    );
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 33 }, (_, i) => i + 1));
    expect(rows.every((row) => row.post_id === row.id)).toBe(true);
  });

  it('texts that cannot be are refused, and what a form adds is not part of the text', async () => {
    const threadId = await openThread();
    await expect(say(sato, threadId, '   \u0000 ')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(say(sato, threadId, 'あ'.repeat(8001))).rejects.toMatchObject({ kind: 'invalid' });
    const clientId = randomUUID();
    const first = await say(sato, threadId, 'a\r\nb\u0000', clientId);
    expect(await say(sato, threadId, 'a\nb', clientId)).toEqual(first);
  });

  it('a closed thread is read and not written', async () => {
    const threadId = await openThread();
    await ground.database.pool.query(`UPDATE thread SET state = 'closed' WHERE id = $1`, [
      threadId,
    ]);
    await expect(say(sato, threadId, 'まだある')).rejects.toMatchObject({ code: 'THREAD_CLOSED' });
    const page = await ground.call(sato, 'discussions.threadPage', { threadId });
    expect(page.may).toMatchObject({ post: false, editOwn: false });
  });

  it('opening a thread twice with one client id opens one', async () => {
    const input = {
      projectId: ground.projectId,
      title: '一度だけ開く',
      body: '本文',
      lang: 'ja',
      clientId: randomUUID(),
    };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ground.call(tsuji, 'discussions.createThread', input)),
    );
    expect(new Set(answers.map((one) => one.threadId)).size).toBe(1);
    await expect(
      ground.call(tsuji, 'discussions.createThread', { ...input, body: '別の本文' }),
    ).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
  });
});

describe('who takes part', () => {
  it('an organisation outside the project finds nothing, whatever it asks', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(sato, threadId, '内輪の話');
    const asks: [string, object][] = [
      ['threadPage', { threadId }],
      ['post', { threadId, body: 'x', lang: 'ja', clientId: randomUUID() }],
      ['markSeen', { threadId, seq: 1 }],
      ['projectPage', { project: 'ct' }],
      ['projectPage', { project: ground.projectId }],
      [
        'createThread',
        { projectId: ground.projectId, title: 'x', body: 'x', lang: 'ja', clientId: randomUUID() },
      ],
      ['postSource', { postId }],
      ['editPost', { postId, body: 'x', editedAt: null }],
      ['deletePost', { postId }],
    ];
    for (const [name, input] of asks) {
      await expect(ground.call(saegusa, `discussions.${name}`, input), name).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    }
    expect((await ground.call(saegusa, 'projects.list', {})).projects).toEqual([]);
    expect((await ground.call(sato, 'projects.list', {})).projects).toHaveLength(1);
  });

  it('an organisation that leaves loses the project, and what it was about to write is not written', async () => {
    const threadId = await openThread();
    await say(tsuji, threadId, '最後のひとこと');
    const leave = (at: Date | null) =>
      asOwner(ground.fresh.ownerUrl, async (sql) => {
        await sql.begin(async (tx) => {
          await tx`UPDATE project_member SET left_at = ${at} WHERE org_id = ${orgOf('aoba').id}`;
          await tx`UPDATE channel SET acl_version = acl_version + 1 WHERE record_id = ${threadId}`;
        });
      });
    await leave(new Date());
    try {
      await expect(
        ground.call(tsuji, 'discussions.threadPage', { threadId }),
      ).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(say(tsuji, threadId, 'まだ書ける')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      const page = await ground.call(sato, 'discussions.threadPage', { threadId });
      expect(page.posts).toHaveLength(2);
      expect(page.participants).not.toContain(orgOf('aoba').id);
    } finally {
      await leave(null);
    }
  });

  it('a post that was allowed before a removal committed and written after it is not written', async () => {
    const threadId = await openThread();
    const { appendPost } = await import('#server/discussions/append-post.ts');
    const late = transaction(ground.database, { personId: tsuji.personId }, (tx) =>
      appendPost(
        tx,
        {
          threadId,
          authorId: tsuji.personId!,
          orgId: tsuji.orgId!,
          clientId: randomUUID(),
          body: 'x',
          lang: 'ja',
        },
        // What the gate saw, while the removal has raised the version to 1 higher.
        -1,
      ),
    );
    await expect(late).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('one edits and deletes one’s own posts; the secretariat may delete any', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(tsuji, threadId, 'まちがい');
    await expect(
      ground.call(sato, 'discussions.editPost', { postId, body: 'x', editedAt: null }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(ground.call(hayashi, 'discussions.deletePost', { postId })).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(
      ground.call(okada, 'discussions.editPost', { postId, body: 'x', editedAt: null }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await ground.call(okada, 'discussions.deletePost', { postId });
    const page = await ground.call(tsuji, 'discussions.threadPage', { threadId });
    expect(page.posts.at(-1)).toMatchObject({ id: postId, deleted: true, html: '' });
  });
});

describe('changing a post', () => {
  it('an edit on top of another edit is refused, and translations become stale', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(tsuji, threadId, '旧');
    await ground.database.pool.query(
      `INSERT INTO parallel_text (id, owner_kind, owner_id, block, lang, body, state, updated_at)
       VALUES ($1, 'post', $2, $3, 'en', 'Old', 'checked', now())`,
      [randomUUID(), postId, blocksOf('旧')[0]!.key],
    );
    const first = await ground.call(tsuji, 'discussions.editPost', {
      postId,
      body: '新',
      editedAt: null,
    });
    await expect(
      ground.call(tsuji, 'discussions.editPost', { postId, body: '古い画面から', editedAt: null }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await ground.call(tsuji, 'discussions.editPost', {
      postId,
      body: '新々',
      editedAt: first.editedAt,
    });
    const page = await ground.call(sato, 'discussions.threadPage', { threadId });
    expect(page.posts.at(-1)).toMatchObject({
      html: '<p>新々</p>',
      others: [{ lang: 'en', state: 'stale', blocks: [{ state: 'stale', html: '<p>Old</p>' }] }],
    });
  });

  it('page and log bring the same post, and a deleted text is brought by neither', async () => {
    const threadId = await openThread();
    const { id: kept } = await say(tsuji, threadId, '**残る**');
    const { id: gone } = await say(tsuji, threadId, '秘密の文');
    await ground.call(tsuji, 'discussions.deletePost', { postId: gone });
    const page = await ground.call(sato, 'discussions.threadPage', { threadId });
    const [ofKept, ofGone] = (await transaction(ground.database, {}, (tx) =>
      deliverPosts(tx, [{ postId: kept }, { postId: gone }]),
    )) as PostDelivery[];
    const byId = (id: string) => page.posts.find((one: PostView) => one.id === id);
    expect(ofKept!.post).toEqual(byId(kept));
    expect(ofGone!.post).toEqual(byId(gone));
    expect(page.authors).toContainEqual(ofKept!.author);
    expect(page.orgs).toContainEqual(ofKept!.org);
    expect(JSON.stringify([page, ofGone])).not.toContain('秘密');
  });
});

describe('what is unread', () => {
  it('counts what others wrote after the place one has read up to', async () => {
    const threadId = await openThread();
    const unread = async (actor: typeof sato) => {
      const { unread, firstUnreadSeq } = await ground.call(actor, 'discussions.threadPage', {
        threadId,
      });
      return [unread, firstUnreadSeq];
    };
    expect(await unread(tsuji)).toEqual([1, 1]);
    await ground.call(tsuji, 'discussions.markSeen', { threadId, seq: 1 });
    await say(sato, threadId, '二');
    const { id } = await say(okada, threadId, '三');
    expect(await unread(tsuji)).toEqual([2, 2]);
    expect(await unread(okada)).toEqual([0, null]);
    await ground.call(okada, 'discussions.deletePost', { postId: id });
    expect(await unread(tsuji)).toEqual([1, 2]);
    await ground.call(tsuji, 'discussions.markSeen', { threadId, seq: 9_999 });
    await ground.call(tsuji, 'discussions.markSeen', { threadId, seq: 1 });
    expect(await unread(tsuji)).toEqual([0, null]);
    // Past the end is the end: what comes next is unread again.
    await say(sato, threadId, '四');
    expect(await unread(tsuji)).toEqual([1, 5]);
  });

  it('the list of projects, the project and the thread say the same number', async () => {
    const threadId = await openThread('数える');
    for (let i = 0; i < 3; i++) await say(sato, threadId, `${i}`);
    const page = await ground.call(hayashi, 'discussions.threadPage', { threadId });
    const project = await ground.call(hayashi, 'discussions.projectPage', { project: 'ct' });
    const [line] = (await ground.call(hayashi, 'projects.list', {})).projects;
    const inProject = project.threads.find((one: { id: string }) => one.id === threadId);
    expect(page.unread).toBe(4);
    expect(inProject.unread).toBe(4);
    expect(line.unread).toBe(
      project.threads.reduce((sum: number, one: { unread: number }) => sum + one.unread, 0),
    );
  });
});

describe('a window of a long thread', () => {
  it('walks from the newest to the oldest and back without a gap or a double', async () => {
    const threadId = await openThread('長い話');
    for (let i = 2; i <= 53; i++) await say(sato, threadId, `${i}`);
    const page = (where: object) =>
      ground.call(sato, 'discussions.threadPage', { threadId, ...where });
    const seqs = (one: { posts: PostView[] }) => one.posts.map((post) => post.seq);
    const range = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, i) => from + i);

    const newest = await page({});
    expect(seqs(newest)).toEqual(range(34, 53));
    expect(newest).toMatchObject({ older: true, newer: false, asOfSeq: 53, postCount: 53 });
    const middle = await page({ before: 34 });
    expect(seqs(middle)).toEqual(range(14, 33));
    expect(middle).toMatchObject({ older: true, newer: true });
    const oldest = await page({ before: 14 });
    expect(seqs(oldest)).toEqual(range(1, 13));
    expect(oldest).toMatchObject({ older: false, newer: true });
    const forth = await page({ after: 13 });
    expect(seqs(forth)).toEqual(range(14, 33));
    expect(forth).toMatchObject({ older: true, newer: true });
    expect(seqs(await page({ after: 33 }))).toEqual(range(34, 53));
    expect(await page({ after: 53 })).toMatchObject({ posts: [], newer: false });
    const around = await page({ around: 20 });
    expect(seqs(around)).toEqual(range(10, 29));
    expect(around).toMatchObject({ older: true, newer: true });
    await expect(page({ around: 1, before: 2 })).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('takes three statements besides those of the transaction', async () => {
    const threadId = await openThread();
    const seen: string[] = [];
    const connect = ground.database.pool.connect.bind(ground.database.pool);
    const client = await connect();
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((first: string | { text: string }, ...rest: unknown[]) => {
      seen.push(typeof first === 'string' ? first : first.text);
      return query(first, ...rest);
    }) as never;
    const release = client.release.bind(client);
    // The answer does not wait for the end of a reading transaction; the count does.
    const ended = new Promise<void>((done) => (client.release = () => done()));
    ground.database.pool.connect = (async () => client) as never;
    try {
      await ground.call(sato, 'discussions.threadPage', { threadId });
      await ended;
    } finally {
      ground.database.pool.connect = connect as never;
      client.query = query as never;
      client.release = release;
      release();
    }
    expect(seen.map((text) => text.trim().split(/\s/)[0])).toEqual([
      'BEGIN',
      'SELECT',
      'WITH',
      'SELECT',
      'COMMIT',
    ]);
  });
});
