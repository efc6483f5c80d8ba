import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fillMachineText, libreTranslate } from '#server/discussions/index.ts';
import { schedules, workers } from '#server/housekeeping.ts';
import { createPrinter } from '#server/platform/documents/index.ts';
import { startJobs } from '#server/platform/jobs/index.ts';
import { createLog } from '#server/platform/log.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';
import { translationServer } from '#tests/fixtures/translation-server.ts';

const KEY = 'key-of-the-forum';
const SOURCE =
  '経産省に相談しました。\n\n```\nconst same = "everywhere";\n```\n\n返事を待っています。';

let server: Awaited<ReturnType<typeof translationServer>>;
let forum: TestForum;
let jobs: Awaited<ReturnType<typeof startJobs>>;
let sato: Someone;
let hayashi: Someone;
let staff: Someone;
let stranger: Someone;
let project: { id: string; slug: string };

beforeAll(async () => {
  server = await translationServer();
  const translator = libreTranslate({ url: server.url, key: KEY });
  forum = await testForum({ seed: true, translator });
  sato = await forum.as('society@aozora.example');
  hayashi = await forum.as('representative@aoba.example');
  staff = await forum.as('staff@mej.example');
  stranger = await forum.as('coordinator@shiomi.example');
  const { rows } = await forum.run(`SELECT id, slug FROM project WHERE slug = 'thai-ct'`, []);
  project = rows[0];
  const log = createLog('silent');
  jobs = await startJobs({
    database: forum.database,
    workers: workers(forum, log, async () => 'sent', {
      keyRing: forum.keyRing,
      printer: createPrinter(),
    }),
    schedules: schedules.slice(0, 0),
    log,
    pollMs: 50,
  });
}, 120_000);
afterAll(async () => {
  await jobs.stop();
  await forum.close();
  await server.close();
});
beforeEach(async () => {
  await staff.call('projects.useTranslator', { projectId: project.id, on: true });
  server.asked.length = 0;
  server.replies.length = 0;
});

async function written(body = SOURCE, more: { title?: string } = {}) {
  const { threadId } = await sato.call('discussions.createThread', {
    projectId: project.id,
    title: more.title ?? '助成の相談',
    body,
    lang: 'ja',
    clientId: randomUUID(),
  });
  const { posts } = await sato.call('discussions.threadPage', { threadId });
  return { threadId, postId: posts[0]!.id };
}
const ask = (postId: string, by = hayashi, lang: 'en' | 'zh' = 'en') =>
  by.call('discussions.askMachineText', { postId, lang });
const beside = (postId: string, by = hayashi) =>
  by.call('discussions.postTexts', { postId, lang: 'en' });
const standing = async (postId: string) =>
  (await beside(postId)).blocks.map(({ beside: text }) => text && [text.state, text.body]);

/** Waits until the request is no longer under way, and answers how it stands. */
async function settled(postId: string) {
  for (let tries = 0; tries < 200; tries += 1) {
    const { machine } = await beside(postId);
    if (machine?.state !== 'waiting') return machine;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('the request was not settled');
}
/** Works a request off at once, as the queue would: the nth try. */
const work = (postId: string, attempt = 0) =>
  fillMachineText(
    forum.database,
    libreTranslate({ url: server.url, key: KEY }),
    { postId, lang: 'en' },
    { attempt, signal: new AbortController().signal },
  );
const request = (postId: string) =>
  forum.run(
    `INSERT INTO machine_text_request (post_id, lang, asked_by, org_id, asked_at)
     VALUES ($1, 'en', $2, $3, now()) ON CONFLICT DO NOTHING`,
    [postId, sato.actor.personId, sato.actor.orgId],
  );

describe('a translation server', () => {
  it('is sent the paragraphs without a text; what it answers is unchecked until a person has read it', async () => {
    const { postId, threadId } = await written();
    const before = await beside(postId);
    expect(before.machine).toEqual({
      host: server.host,
      paragraphs: 2,
      state: 'ready',
      failed: null,
      kept: [],
    });
    server.replies.push(() => ({
      body: { translatedText: ['We asked METI.', 'We wait for\u0000 an answer.\r\n'] },
    }));
    expect(await ask(postId)).toEqual({ threadId, paragraphs: 2 });
    await settled(postId);
    expect(server.asked).toEqual([
      {
        path: '/translate',
        body: {
          q: ['経産省に相談しました。', '返事を待っています。'],
          source: 'ja',
          target: 'en',
          format: 'text',
          api_key: KEY,
        },
      },
    ]);
    // Official names are put in, control characters are not; code stands as it is.
    expect(await standing(postId)).toEqual([
      ['machine', 'We asked Ministry of Economy, Trade and Industry.'],
      null,
      ['machine', 'We wait for an answer.'],
    ]);
    const { posts } = await sato.call('discussions.threadPage', { threadId });
    expect(posts[0]!.others).toMatchObject([{ lang: 'en', state: 'machine', checkedBy: [] }]);
    const { rows } = await forum.run(
      `SELECT e.type FROM channel_event e JOIN channel c ON c.id = e.channel_id
        WHERE c.record_id = $1 ORDER BY e.seq DESC LIMIT 1`,
      [threadId],
    );
    expect(rows).toEqual([{ type: 'post.translated' }]);

    const [first] = (await beside(postId)).blocks;
    await hayashi.call('discussions.translatePost', {
      postId,
      lang: 'en',
      blocks: [
        {
          key: first!.key,
          body: first!.beside!.body,
          version: first!.beside!.version,
          checked: true,
        },
      ],
    });
    expect((await standing(postId))[0]![0]).toBe('checked');
    const { versions } = await sato.call('discussions.postTextHistory', { postId, lang: 'en' });
    expect(versions.map(({ state, by }) => [state, by?.id ?? null])).toEqual(
      expect.arrayContaining([
        ['machine', null],
        ['checked', hayashi.actor.personId],
      ]),
    );
  });

  it('is asked again for what it wrote itself, never for what a person wrote, once the source has changed', async () => {
    const { postId } = await written('一つ目。\n\n二つ目。');
    await ask(postId);
    await settled(postId);
    const { blocks } = await beside(postId);
    await hayashi.call('discussions.translatePost', {
      postId,
      lang: 'en',
      blocks: [{ key: blocks[1]!.key, body: 'Second.', version: blocks[1]!.beside!.version }],
    });
    const { editedAt } = await sato.call('discussions.postSource', { postId });
    await sato.call('discussions.editPost', {
      postId,
      body: '一つ目です。\n\n二つ目です。',
      editedAt,
    });
    expect(await standing(postId)).toEqual([
      ['stale', '[en] 一つ目。'],
      ['stale', 'Second.'],
    ]);
    server.asked.length = 0;
    await ask(postId);
    await settled(postId);
    expect(server.texts()).toEqual(['一つ目です。']);
    expect(await standing(postId)).toEqual([
      ['machine', '[en] 一つ目です。'],
      ['stale', 'Second.'],
    ]);
  });

  it('takes nothing from a person who wrote while it was thinking', async () => {
    const { postId } = await written('一つ目。\n\n二つ目。');
    server.replies.push(async () => {
      const { blocks } = await beside(postId);
      await hayashi.call('discussions.translatePost', {
        postId,
        lang: 'en',
        blocks: [{ key: blocks[0]!.key, body: 'By hand.', version: null }],
      });
      return {};
    });
    await ask(postId);
    await settled(postId);
    expect(await standing(postId)).toEqual([
      ['checked', 'By hand.'],
      ['machine', '[en] 二つ目。'],
    ]);
  });

  it('is asked once, however often people press', async () => {
    const { postId } = await written('一度だけ。');
    // Whoever presses when it has just been done is told that nothing is left to ask.
    const pressed = await Promise.allSettled([ask(postId), ask(postId, sato), ask(postId)]);
    for (const each of pressed) {
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'NO_MACHINE_TEXT' });
    }
    expect(pressed.some(({ status }) => status === 'fulfilled')).toBe(true);
    await settled(postId);
    expect(server.texts()).toEqual(['一度だけ。']);
    await expect(ask(postId)).rejects.toMatchObject({ code: 'NO_MACHINE_TEXT' });
  });

  it('that is out of order is asked again by the queue, and at last people are told why', async () => {
    const { postId } = await written('届かない。');
    await request(postId);
    server.replies.push(
      () => ({ status: 503 }),
      () => ({ status: 429 }),
    );
    await expect(work(postId, 0)).rejects.toThrow('503');
    await expect(work(postId, 4)).rejects.toThrow('429');
    expect((await beside(postId)).machine!.state).toBe('waiting');
    server.replies.push(() => ({ status: 500 }));
    await work(postId, 5);
    expect((await beside(postId)).machine).toMatchObject({
      state: 'failed',
      failed: 'unreachable',
    });
    await ask(postId);
    await settled(postId);
    expect(await standing(postId)).toEqual([['machine', '[en] 届かない。']]);
  });

  it.each<[string, object, string]>([
    [
      'does not know a language',
      { status: 400, body: { error: 'zz is not supported' } },
      'language',
    ],
    ['does not know the key', { status: 403 }, 'server'],
    ['answers no JSON', { body: '<html>' }, 'server'],
    ['answers too few texts', { body: { translatedText: [] } }, 'server'],
    [
      'answers too much',
      { body: JSON.stringify({ translatedText: ['x'.repeat(300_000)] }) },
      'server',
    ],
  ])('that %s is not asked again by itself', async (_, reply, failed) => {
    const { postId } = await written('断られる。');
    await request(postId);
    server.replies.push(() => reply);
    await work(postId);
    expect((await beside(postId)).machine).toMatchObject({ state: 'failed', failed });
    expect(await standing(postId)).toEqual([null]);
  });

  it('cannot send texts on to another host', async () => {
    const elsewhere = await translationServer();
    const { postId } = await written('転送されない。');
    await request(postId);
    const headers = { location: `${elsewhere.url}/translate` };
    server.replies.push(() => ({ status: 307, headers }));
    await expect(work(postId, 0)).rejects.toThrow();
    server.replies.push(() => ({ status: 307, headers }));
    await work(postId, 5);
    expect((await beside(postId)).machine).toMatchObject({ failed: 'unreachable' });
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });
});

describe('who decides', () => {
  it('is whoever runs the project; the project’s page says to whom texts may go', async () => {
    const page = (by: Someone) => by.call('discussions.projectPage', { project: project.slug });
    expect((await page(sato)).translator).toBe(server.host);
    const nurse = await forum.as('doctor@aoba.example');
    await expect(
      nurse.call('projects.useTranslator', { projectId: project.id, on: false }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      stranger.call('projects.useTranslator', { projectId: project.id, on: false }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const { postId } = await written('止められる。');
    await staff.call('projects.useTranslator', { projectId: project.id, on: false });
    expect((await page(sato)).translator).toBeNull();
    expect((await beside(postId)).machine).toBeNull();
    await expect(ask(postId)).rejects.toMatchObject({ code: 'NO_MACHINE_TEXT' });
    const { entries } = await sato.call('projects.planPage', { project: project.slug });
    expect(entries[0]!.type).toBe('translatorOff');
  });

  it('is asked again when the work is done: what was switched off, deleted or closed in between is not sent', async () => {
    const off = await written('送信前に停止。');
    const deleted = await written('送信前に削除。');
    await request(off.postId);
    await request(deleted.postId);
    await sato.call('discussions.deletePost', { postId: deleted.postId });
    await work(deleted.postId);
    await staff.call('projects.useTranslator', { projectId: project.id, on: false });
    await work(off.postId);
    expect(server.asked).toEqual([]);
    const { rows } = await forum.run('SELECT 1 FROM machine_text_request WHERE failed IS NULL', []);
    expect(rows).toEqual([]);
  });

  it('is nobody outside the thread', async () => {
    const { postId } = await written();
    await expect(ask(postId, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is not asked where the forum has no server: nothing leaves, nothing is offered', async () => {
    const { postId } = await written();
    const { services } = forum.kernel.options;
    const { translator } = services;
    services.translator = null;
    try {
      expect((await beside(postId)).machine).toBeNull();
      await expect(ask(postId)).rejects.toMatchObject({ code: 'NO_MACHINE_TEXT' });
      const edit = await staff.call('projects.editPage', { project: project.slug });
      expect(edit.translator).toBeNull();
    } finally {
      services.translator = translator;
    }
  });
});

describe('the wall', () => {
  const code = async () =>
    (await forum.run('SELECT code FROM referral LIMIT 1', [])).rows[0].code as string;

  const toldOf = async (threadId: string) =>
    (
      await forum.run(
        `SELECT person_id AS id, type FROM notification
          WHERE type LIKE 'thread.keptBack%' AND subject_id = $1 ORDER BY at, type`,
        [threadId],
      )
    ).rows.map(({ id, type }) => [id as string, (type as string).replace('thread.keptBack', '')]);
  const answer = async (threadId: string, body: string, quoteId?: string, by = sato) => {
    const { id } = await by.call('discussions.post', {
      threadId,
      clientId: randomUUID(),
      body,
      lang: 'ja',
      ...(quoteId && { quoteId }),
    });
    return id;
  };

  it('holds back what names a case, answers what does, or stands under such a title', async () => {
    const named = await written(`案件 ${await code()} について。`);
    const titled = await written('続きです。', { title: `${await code()} の準備` });
    const answering = await answer(named.threadId, '熱は下がりました。', named.postId);
    for (const [postId, part] of [
      [named.postId, 'body'],
      [titled.postId, 'title'],
      [answering, 'quoted'],
    ] as const) {
      expect((await beside(postId)).machine).toMatchObject({
        state: 'kept',
        kept: [{ part, kinds: ['case'] }],
      });
      await expect(ask(postId)).rejects.toMatchObject({ code: 'NO_MACHINE_TEXT' });
      await request(postId);
      await work(postId);
    }
    expect(server.asked).toEqual([]);
  });

  it('holds back what may speak of a patient without a code; its author is told, and a person may translate it', async () => {
    const { postId, threadId } = await written('67歳男性、3月12日に入院の予定です。');
    expect(await toldOf(threadId)).toEqual([[sato.actor.personId, '']]);
    const { machine } = await beside(postId);
    expect(machine).toEqual({
      host: server.host,
      paragraphs: 0,
      state: 'kept',
      failed: null,
      kept: [{ part: 'body', kinds: ['age'] }],
    });
    await expect(ask(postId)).rejects.toMatchObject({ code: 'NO_MACHINE_TEXT' });
    await request(postId);
    await work(postId);
    expect(server.asked).toEqual([]);

    const [block] = (await beside(postId)).blocks;
    await hayashi.call('discussions.translatePost', {
      postId,
      lang: 'en',
      blocks: [{ key: block!.key, body: 'By hand.', version: null }],
    });
    expect(await standing(postId)).toEqual([['checked', 'By hand.']]);

    // A text that begins to speak of one is told of once; taken out, it may go.
    const later = await written('次回は3月12日です。');
    const edit = async (body: string) => {
      const { editedAt } = await sato.call('discussions.postSource', { postId: later.postId });
      await sato.call('discussions.editPost', { postId: later.postId, body, editedAt });
    };
    expect(await toldOf(later.threadId)).toEqual([]);
    await edit('連絡先は +976 9911 2233 です。');
    await edit('連絡先は +976 9911 2233 でした。');
    expect(await toldOf(later.threadId)).toEqual([[sato.actor.personId, '']]);
    await edit('次回は3月13日です。');
    expect((await beside(later.postId)).machine).toMatchObject({ state: 'ready', kept: [] });
  });

  it('is not held against a post that has all its texts: its page says nothing of it', async () => {
    const { postId } = await written('67歳男性です。');
    const [block] = (await beside(postId)).blocks;
    const blocks = [{ key: block!.key, body: 'By hand.', version: null }];
    await hayashi.call('discussions.translatePost', { postId, lang: 'en', blocks });
    expect((await beside(postId)).machine).toMatchObject({ state: 'ready', paragraphs: 0 });
    await expect(ask(postId)).rejects.toMatchObject({ code: 'NO_MACHINE_TEXT' });
    await request(postId);
    await work(postId);
    expect(server.asked).toEqual([]);
  });

  it('tells its author which part holds a post back: the text, what it answers, or the title, once each', async () => {
    const [me, other] = [sato.actor.personId, hayashi.actor.personId];
    const { threadId, postId } = await written('67歳男性です。', { title: '67歳男性の件' });
    await answer(threadId, '続きです。');
    await answer(threadId, 'さらに続きです。');
    await answer(threadId, '承知しました。', undefined, hayashi);
    await answer(threadId, '引用への回答です。', postId, hayashi);
    expect(await toldOf(threadId)).toEqual([
      [me, ''],
      [me, 'Title'],
      [other, 'Title'],
      [other, 'Quote'],
    ]);
  });

  it('tells whoever gives a thread a title that may speak of a patient, and says nothing of any other', async () => {
    const { threadId } = await written('準備の相談です。');
    let version = 0;
    const rename = async (title: string) => {
      ({ version } = await sato.call('discussions.renameThread', { threadId, title, version }));
    };
    await rename('受入れの準備');
    expect(await toldOf(threadId)).toEqual([]);
    await rename('67歳男性の受入れ');
    await rename('67歳男性の受入れ準備');
    expect(await toldOf(threadId)).toEqual([[sato.actor.personId, 'Title']]);
  });

  it('tells of the part that is left when an edit mends another', async () => {
    const { threadId, postId } = await written('67歳男性です。', { title: '71歳女性の件' });
    const { editedAt } = await sato.call('discussions.postSource', { postId });
    await sato.call('discussions.editPost', { postId, body: '準備の相談です。', editedAt });
    expect(await toldOf(threadId)).toEqual([
      [sato.actor.personId, ''],
      [sato.actor.personId, 'Title'],
    ]);
  });

  it('is not spoken of in spaces that use no server', async () => {
    await staff.call('projects.useTranslator', { projectId: project.id, on: false });
    const { threadId } = await written('67歳男性です。');
    expect(await toldOf(threadId)).toEqual([]);
  });

  it('lets through posts of spaces that use the server and nothing else of the whole forum', async () => {
    const control = await written('統制：これは届きます。');
    const direct = await sato.call('direct.start', {
      personIds: [hayashi.actor.personId!],
      body: '内密：直接の便り。',
      lang: 'ja',
      clientId: randomUUID(),
    });
    // A desk's space that does not use it, and a first post that waits in one that does.
    const { rows: desks } = await forum.run(
      `SELECT po.id, po.body FROM post po JOIN thread t ON t.id = po.thread_id
         JOIN project pr ON pr.id = t.project_id WHERE pr.id <> $1 AND po.lang <> 'en'
          AND NOT EXISTS (SELECT 1 FROM parallel_text x WHERE x.owner_id = po.id) ORDER BY po.id LIMIT 1`,
      [project.id],
    );
    const { rows: silent } = await forum.run(
      `SELECT p.email, o.slug, o.id FROM membership m JOIN person p ON p.id = m.person_id
         JOIN organisation o ON o.id = m.org_id AND o.kind = 'hospital'
        WHERE m.ended_at IS NULL AND m.roles <> ARRAY['billing'] AND NOT EXISTS (SELECT 1 FROM post po WHERE po.author_id = p.id)
        ORDER BY p.email LIMIT 1`,
      [],
    );
    const newcomer = await forum.as(silent[0].email as string, silent[0].slug as string);
    await asOwner(forum.db.ownerUrl, async (sql) => {
      await sql`UPDATE project SET privacy = 'desk' WHERE id =
        (SELECT t.project_id FROM thread t JOIN post po ON po.thread_id = t.id WHERE po.id = ${desks[0].id})`;
      await sql`UPDATE organisation SET member_since = current_date - 5 WHERE id = ${silent[0].id}`;
      await sql`INSERT INTO project_member (project_id, org_id, joined_at) VALUES (${project.id}, ${silent[0].id}, now()) ON CONFLICT (project_id, org_id) DO UPDATE SET left_at = NULL`;
    });
    const held = await newcomer.call('discussions.post', {
      threadId: control.threadId,
      clientId: randomUUID(),
      body: '内密：確認待ちの投稿。',
      lang: 'ja',
    });
    expect(held.waits).toBe(true);

    // Whatever has an id is tried, through the queue's own work and past every button.
    const { rows: posts } = await forum.run('SELECT id FROM post', []);
    const { rows: others } = await forum.run(
      `SELECT id FROM held_post UNION ALL SELECT id FROM referral UNION ALL SELECT id FROM case_question
       UNION ALL SELECT id FROM offer UNION ALL SELECT id FROM file`,
      [],
    );
    for (const { id } of posts) await request(id as string);
    for (const { id } of [...posts, ...others]) await work(id as string);
    const { threadId } = direct;
    const talk = await hayashi.call('discussions.threadPage', { threadId });
    await expect(ask(talk.posts[0]!.id)).rejects.toMatchObject({ code: 'NO_MACHINE_TEXT' });

    const sent = server.texts();
    expect(sent).toContain('統制：これは届きます。');
    const { rows: allowed } = await forum.run(
      `SELECT po.body FROM post po JOIN thread t ON t.id = po.thread_id
        WHERE t.project_id = $1 AND po.deleted_at IS NULL`,
      [project.id],
    );
    const bodies = allowed.map(({ body }) => body as string);
    expect(sent.filter((text) => !bodies.some((body) => body.includes(text)))).toEqual([]);
    expect(sent.length).toBeGreaterThan(3);
    const everything = JSON.stringify(server.asked);
    for (const secret of ['内密', desks[0].body.slice(0, 12), await code()]) {
      expect(everything, secret).not.toContain(secret);
    }

    // The control of the wall itself: the same desk, switched on, is let through.
    await asOwner(
      forum.db.ownerUrl,
      (sql) => sql`UPDATE project SET machine_texts = true WHERE id =
      (SELECT t.project_id FROM thread t JOIN post po ON po.thread_id = t.id WHERE po.id = ${desks[0].id})`,
    );
    await request(desks[0].id);
    await work(desks[0].id);
    expect(JSON.stringify(server.asked)).toContain(
      JSON.stringify(desks[0].body.split('\n')[0]).slice(1, -1),
    );
  }, 120_000);
});
