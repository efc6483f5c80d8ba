import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverPosts, deliverReactions } from '#server/discussions/deliveries.ts';
import type { PostDelivery } from '#server/discussions/views.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { orgOf, personOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
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

async function openThread(): Promise<string> {
  const { threadId } = await ground.call(sato, 'discussions.createThread', {
    projectId: ground.projectId,
    title: '投稿',
    body: '始めましょう',
    lang: 'ja',
    clientId: randomUUID(),
  });
  return threadId;
}

function say(actor: typeof sato, threadId: string, body: string, more: object = {}) {
  return ground.call(actor, 'discussions.post', {
    threadId,
    body,
    lang: 'ja',
    clientId: randomUUID(),
    ...more,
  });
}

function page(actor: typeof sato, threadId: string) {
  return ground.call(actor, 'discussions.threadPage', { threadId });
}

function person(key: string, label: string) {
  return { kind: 'person', id: personOf(key).id, label };
}

async function told(postId: string): Promise<string[]> {
  const { rows } = await ground.database.pool.query<{ person_id: string }>(
    `SELECT person_id FROM notification WHERE facts->>'postId' = $1 ORDER BY person_id`,
    [postId],
  );
  return rows.map((row) => row.person_id);
}

/** Ends and renews Aoba's part in the project, as the forum does: with the rights' version raised. */
async function aobaTakesPart(threadId: string, left: Date | null) {
  await asOwner(ground.fresh.ownerUrl, async (sql) => {
    await sql`UPDATE project_member SET left_at = ${left} WHERE org_id = ${orgOf('aoba').id}`;
    await sql`UPDATE channel SET acl_version = acl_version + 1 WHERE record_id = ${threadId}`;
  });
}

describe('reactions', () => {
  it('ten presses at once leave one sign and one event, and taking it back leaves none', async () => {
    const threadId = await openThread();
    const { id: postId, seq } = await say(sato, threadId, '第3版でよいでしょうか');
    const press = (on: boolean) =>
      ground.call(tsuji, 'discussions.react', { postId, kind: 'agree', on });
    await Promise.all(Array.from({ length: 10 }, () => press(true)));
    await ground.call(tsuji, 'discussions.react', { postId, kind: 'thanks', on: true });
    await ground.call(hayashi, 'discussions.react', { postId, kind: 'agree', on: true });
    const shown = await page(tsuji, threadId);
    expect(shown.asOfSeq).toBe(seq + 3);
    expect(shown.mine).toEqual({ [postId]: expect.arrayContaining(['agree', 'thanks']) });
    expect(shown.posts.at(-1).reactions).toMatchObject([
      { kind: 'agree', count: 2, people: [{ id: tsuji.personId }, { id: hayashi.personId }] },
      { kind: 'thanks', count: 1, people: [{ org: orgOf('aoba').shortName }] },
    ]);
    expect((await page(sato, threadId)).mine).toEqual({});

    await Promise.all([press(false), press(false)]);
    const after = await page(tsuji, threadId);
    expect(after.asOfSeq).toBe(seq + 4);
    expect(after.posts.at(-1).reactions).toMatchObject([
      { kind: 'agree', count: 1, people: [{ id: hayashi.personId }] },
      { kind: 'thanks', count: 1 },
    ]);
  });

  it('page and log bring the same signs', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(sato, threadId, '届きましたか');
    await ground.call(tsuji, 'discussions.react', { postId, kind: 'seen', on: true });
    const [delivery] = (await transaction(ground.database, {}, (tx) =>
      deliverReactions(tx, [{ postId, personId: tsuji.personId, kind: 'seen', on: true }]),
    )) as PostDelivery[];
    expect(delivery!.post).toEqual((await page(sato, threadId)).posts.at(-1));
    expect(delivery!.reaction).toEqual({ personId: tsuji.personId, kind: 'seen', on: true });
  });

  it('outsiders, closed threads, deleted posts and unknown signs take none', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(sato, threadId, '一');
    const react = (actor: typeof sato, kind = 'agree') =>
      ground.call(actor, 'discussions.react', { postId, kind, on: true });
    await expect(react(saegusa)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(react(tsuji, '<b>')).rejects.toMatchObject({ kind: 'invalid' });
    const state = (to: string) =>
      ground.database.pool.query(`UPDATE thread SET state = $2 WHERE id = $1`, [threadId, to]);
    await state('closed');
    await expect(react(tsuji)).rejects.toMatchObject({ code: 'THREAD_CLOSED' });
    await state('open');
    await ground.call(sato, 'discussions.deletePost', { postId });
    await expect(react(tsuji)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('quotes', () => {
  it('an answer carries an excerpt of what it answers as it is now', async () => {
    const threadId = await openThread();
    const { id: quoteId } = await say(tsuji, threadId, '**輪郭**と`肺葉`は <必須>\n\n- 区域は任意');
    const { id } = await say(sato, threadId, 'そうしましょう', { quoteId });
    const quoteOf = async () =>
      (await page(sato, threadId)).posts.find((one: { id: string }) => one.id === id).quote;
    expect(await quoteOf()).toMatchObject({
      id: quoteId,
      author: { id: tsuji.personId },
      text: '輪郭と肺葉は <必須> 区域は任意',
    });
    await ground.call(tsuji, 'discussions.editPost', {
      postId: quoteId,
      body: '改めた',
      editedAt: null,
    });
    expect(await quoteOf()).toMatchObject({ text: '改めた' });
    await ground.call(tsuji, 'discussions.deletePost', { postId: quoteId });
    expect(await quoteOf()).toMatchObject({ text: null });
    const delivered = await transaction(ground.database, {}, (tx) =>
      deliverPosts(tx, [{ postId: id }, { postId: quoteId }]),
    );
    expect(JSON.stringify(delivered)).not.toMatch(/改めた|輪郭/);
  });

  it('a post of another thread, or none, cannot be quoted', async () => {
    const [here, there] = [await openThread(), await openThread()];
    const { id: quoteId } = await say(sato, there, '別の話');
    for (const id of [quoteId, randomUUID()]) {
      await expect(say(sato, here, '答え', { quoteId: id })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        issues: [{ path: 'quoteId', message: 'unknownRecord' }],
      });
    }
  });

  it('the same message with another quote is another message', async () => {
    const threadId = await openThread();
    const { id: quoteId } = await say(sato, threadId, '一');
    const clientId = randomUUID();
    const first = await say(tsuji, threadId, '二', { quoteId, clientId });
    expect(await say(tsuji, threadId, '二', { quoteId, clientId })).toEqual(first);
    await expect(say(tsuji, threadId, '二', { clientId })).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
  });
});

describe('mentions', () => {
  it('only those who may see the thread are offered, by any writing of their name', async () => {
    const threadId = await openThread();
    const ask = async (actor: typeof sato, q: string) => {
      const { people, orgs, roles } = await ground.call(actor, 'discussions.mentionable', {
        threadId,
        q,
      });
      const ids = (list: { id: string }[]) => list.map((one) => one.id);
      return { people: ids(people), orgs: ids(orgs), roles };
    };
    const all = await ask(sato, '');
    expect(new Set(all.people)).toEqual(
      new Set([tsuji.personId, hayashi.personId, okada.personId]),
    );
    expect(new Set(all.orgs)).toEqual(
      new Set(['mej', 'aoba', 'aozora'].map((key) => orgOf(key).id)),
    );
    expect(all.roles).toEqual(['staff']);
    expect((await ask(sato, personOf('tsuji').familyName)).people).toEqual([tsuji.personId]);
    for (const name of [personOf('saegusa').familyName, '%', '_', '\\']) {
      expect(await ask(sato, name), name).toMatchObject({ people: [], orgs: [] });
    }
    await expect(ask(saegusa, '')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('people are told once, organisations and roles are the people they are now, nobody else hears', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(
      sato,
      threadId,
      '@辻 啓介 と @青葉医療センター と @事務局 の皆様へ。@誰でもない',
      {
        mentions: [
          person('tsuji', '@辻 啓介'),
          { kind: 'org', id: orgOf('aoba').id, label: '@青葉医療センター' },
          { kind: 'role', id: 'staff', label: '@事務局' },
          person('hayashi', '@林 直子'),
        ],
      },
    );
    expect(await told(postId)).toEqual(
      [tsuji.personId, hayashi.personId, okada.personId].toSorted(),
    );
    const { posts } = await page(tsuji, threadId);
    expect(posts.at(-1).html).toBe(
      '<p><span class="call">@辻 啓介</span> と <span class="call">@青葉医療センター</span> と ' +
        '<span class="call">@事務局</span> の皆様へ。@誰でもない</p>',
    );
    // 林 is not named by the text, so she is told as one of Aoba and not by name.
    expect(posts.at(-1).mentions).toHaveLength(3);
  });

  it('a resend tells nobody again, an edit only those it newly calls', async () => {
    const threadId = await openThread();
    const clientId = randomUUID();
    const send = () =>
      say(sato, threadId, '@辻 さん', { clientId, mentions: [person('tsuji', '@辻')] });
    const { id: postId } = await send();
    await send();
    expect(await told(postId)).toEqual([tsuji.personId]);
    const { editedAt } = await ground.call(sato, 'discussions.editPost', {
      postId,
      body: '@辻 さん、@林 さん',
      editedAt: null,
      mentions: [person('tsuji', '@辻'), person('hayashi', '@林')],
    });
    expect(await told(postId)).toEqual([tsuji.personId, hayashi.personId].toSorted());
    // Without a word on mentions, those that still stand in the text stay.
    await ground.call(sato, 'discussions.editPost', { postId, body: '@林 さん', editedAt });
    const { posts } = await page(sato, threadId);
    expect(posts.at(-1).mentions).toMatchObject([{ personId: hayashi.personId, label: '@林' }]);
    expect(await told(postId)).toHaveLength(2);
  });

  it('somebody who cannot see the thread cannot be called, and is answered like nobody', async () => {
    const threadId = await openThread();
    for (const id of [saegusa.personId!, randomUUID()]) {
      await expect(
        say(sato, threadId, '@三枝 さん', { mentions: [{ kind: 'person', id, label: '@三枝' }] }),
      ).rejects.toMatchObject({
        code: 'MENTION_NOT_HERE',
        issues: [{ path: 'mentions', message: 'mentionNotHere' }],
      });
    }
    await expect(
      say(sato, threadId, '@汐見', {
        mentions: [{ kind: 'org', id: orgOf('shiomi').id, label: '@汐見' }],
      }),
    ).rejects.toMatchObject({ code: 'MENTION_NOT_HERE' });
    await expect(
      say(sato, threadId, '@担当', {
        mentions: [{ kind: 'role', id: 'hospitalCoordinator', label: '@担当' }],
      }),
    ).rejects.toMatchObject({ code: 'MENTION_NOT_HERE' });
    expect((await page(sato, threadId)).posts).toHaveLength(1);
  });

  it('ten thousand mentions are refused by name, ten thousand at signs are just text', async () => {
    const threadId = await openThread();
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      kind: 'person',
      id: randomUUID(),
      label: `@${i}`,
    }));
    await expect(say(sato, threadId, '@1', { mentions: many })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      issues: [{ path: 'mentions', message: 'tooManyMentions' }],
    });
    await say(sato, threadId, '@a '.repeat(2600));
    expect((await page(sato, threadId)).posts.at(-1).html).not.toContain('class="call"');
  });

  it('a name that is markup is a name', async () => {
    const threadId = await openThread();
    const label = '@<img src=x onerror=alert(1)>';
    await say(sato, threadId, `**${label}** さん`, { mentions: [person('tsuji', label)] });
    const html = (await page(sato, threadId)).posts.at(-1).html;
    expect(html).toBe(
      '<p><strong><span class="call">@&lt;img src=x onerror=alert(1)&gt;</span></strong> さん</p>',
    );
  });
});

describe('the right to take part is the one the gate saw', () => {
  it.each(['editPost', 'deletePost', 'react'] as const)(
    'what was allowed before a removal is not done after it: %s',
    async (act) => {
      const threadId = await openThread();
      const { id: postId } = await say(tsuji, threadId, '最後のひとこと');
      // The removal holds the thread while the act has passed the gate and waits for it.
      const inputs = {
        editPost: { postId, body: '書き換え', editedAt: null },
        deletePost: { postId },
        react: { postId, kind: 'agree', on: true },
      };
      const holder = await ground.database.pool.connect();
      try {
        await holder.query('BEGIN');
        await holder.query(
          `UPDATE channel SET acl_version = acl_version + 1 WHERE record_id = $1`,
          [threadId],
        );
        const late = ground.call(tsuji, `discussions.${act}`, inputs[act]);
        const outcome = late.then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
        await waitsForLock(ground);
        await holder.query('COMMIT');
        expect(await outcome).toBe('TRY_AGAIN');
      } finally {
        holder.release();
      }
      const { posts } = await page(sato, threadId);
      expect(posts.at(-1)).toMatchObject({ deleted: false, editedAt: null, reactions: [] });
    },
  );

  it('an organisation that left can neither sign nor call', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(sato, threadId, '一');
    await aobaTakesPart(threadId, new Date());
    try {
      await expect(
        ground.call(tsuji, 'discussions.react', { postId, kind: 'agree', on: true }),
      ).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(
        say(sato, threadId, '@辻', { mentions: [person('tsuji', '@辻')] }),
      ).rejects.toMatchObject({ code: 'MENTION_NOT_HERE' });
    } finally {
      await aobaTakesPart(threadId, null);
    }
  });
});

async function waitsForLock({ database }: Ground) {
  for (let i = 0; i < 200; i++) {
    const { rows } = await database.pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    );
    if (rows.length > 0) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('nobody waits');
}

describe('what a post said before', () => {
  it('every edit keeps the former text, for those who see the post; deleting takes all of it away', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(tsuji, threadId, '一');
    let editedAt: string | null = null;
    for (const body of ['二', '三']) {
      ({ editedAt } = await ground.call(tsuji, 'discussions.editPost', { postId, body, editedAt }));
    }
    const history = (actor: typeof sato) =>
      ground.call(actor, 'discussions.postHistory', { postId });
    const { versions, author } = await history(sato);
    expect(versions.map((one: { body: string }) => one.body)).toEqual(['三', '二', '一']);
    expect(versions[0].at > versions[1].at && versions[1].at > versions[2].at).toBe(true);
    expect(author.id).toBe(tsuji.personId);
    await expect(history(saegusa)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await ground.call(okada, 'discussions.deletePost', { postId });
    for (const actor of [tsuji, sato, okada]) {
      await expect(history(actor)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('of two edits of one version at the same time one is kept and the other is told', async () => {
    const threadId = await openThread();
    const { id: postId } = await say(tsuji, threadId, '元');
    const edit = (body: string) =>
      ground.call(tsuji, 'discussions.editPost', { postId, body, editedAt: null });
    const outcomes = await Promise.allSettled([edit('甲'), edit('乙')]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((one) => one.status === 'rejected');
    expect(refused!.reason).toMatchObject({ code: 'STALE_VERSION' });
    const { versions } = await ground.call(tsuji, 'discussions.postHistory', { postId });
    expect(versions).toHaveLength(2);
  });
});

describe('drafts', () => {
  const save = (actor: typeof sato, threadId: string, body: string, more: object = {}) =>
    ground.call(actor, 'discussions.saveDraft', {
      threadId,
      body,
      lang: 'ja',
      version: randomUUID(),
      over: [],
      ...more,
    });
  const draftOf = async (actor: typeof sato, threadId: string) =>
    (await page(actor, threadId)).draft;

  it('a draft is its writer’s alone, with its quote and mentions, and goes with the post', async () => {
    const threadId = await openThread();
    const { id: quoteId } = await say(sato, threadId, '**問い**');
    const mentions = [person('sato', '@佐藤')];
    await save(tsuji, threadId, '書きかけ @佐藤', { quoteId, mentions });
    expect(await draftOf(tsuji, threadId)).toMatchObject({
      body: '書きかけ @佐藤',
      mentions,
      quote: { id: quoteId, text: '問い', author: { id: sato.personId } },
    });
    for (const other of [hayashi, sato, okada]) expect(await draftOf(other, threadId)).toBeNull();
    const { version } = await draftOf(tsuji, threadId);
    await save(tsuji, threadId, '  ', { over: [version] });
    expect(await draftOf(tsuji, threadId)).toBeNull();
    await save(tsuji, threadId, '　送るところ\n');
    await say(tsuji, threadId, '送るところでした');
    expect(await draftOf(tsuji, threadId)).toBeNull();
  });

  it('ten saves at once leave one; too long, or of an outsider, none', async () => {
    const threadId = await openThread();
    const saves = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) => save(tsuji, threadId, `下書き ${i}`)),
    );
    expect((await draftOf(tsuji, threadId)).body).toMatch(/^下書き \d$/);
    expect(saves.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    await expect(save(tsuji, threadId, 'あ'.repeat(8001))).rejects.toMatchObject({
      kind: 'invalid',
    });
    await expect(save(saegusa, threadId, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('two windows: the one that comes second is told, reads the other’s text, and decides', async () => {
    const threadId = await openThread();
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    await save(tsuji, threadId, '一つ目の画面', { version: first });
    await expect(save(tsuji, threadId, '二つ目の画面', { version: second })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
    const kept = await ground.call(tsuji, 'discussions.draft', { threadId });
    expect(kept).toEqual({
      version: first,
      body: '一つ目の画面',
      lang: 'ja',
      mentions: [],
      quote: null,
    });
    // Emptying the second window empties nothing of the first.
    await save(tsuji, threadId, '', { over: [second] });
    expect((await draftOf(tsuji, threadId)).version).toBe(first);
    await save(tsuji, threadId, '二つ目を残す', { version: second, over: [first] });
    await expect(
      save(tsuji, threadId, '一つ目の続き', { version: third, over: [first] }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
    // A save whose answer was lost is no other window.
    await save(tsuji, threadId, '二つ目を残す', { version: second, over: [] });
    await save(tsuji, threadId, '二つ目の続き', { version: third, over: [first, second] });
    expect((await draftOf(tsuji, threadId)).body).toBe('二つ目の続き');
    // What one window sends does not take along what another one keeps.
    await say(tsuji, threadId, '一つ目から送信');
    expect((await draftOf(tsuji, threadId)).body).toBe('二つ目の続き');
    await expect(ground.call(saegusa, 'discussions.draft', { threadId })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await ground.call(sato, 'discussions.draft', { threadId })).toBeNull();
  });

  it('a new thread has one too: its writer’s alone in each project, and it goes when the thread is opened', async () => {
    const { projectId } = ground;
    const keep = (actor: typeof sato, more: object) =>
      ground.call(actor, 'discussions.saveThreadDraft', {
        projectId,
        title: '',
        body: '',
        tags: [],
        lang: 'ja',
        version: randomUUID(),
        over: [],
        ...more,
      });
    const read = (actor: typeof sato) =>
      ground.call(actor, 'discussions.threadDraft', { projectId });
    const [first, second] = [randomUUID(), randomUUID()];
    await keep(tsuji, { version: first, title: '新しい', body: '本文 ', tags: ['', '検診', ' '] });
    const kept = { version: first, title: '新しい', body: '本文 ', tags: ['検診'], lang: 'ja' };
    expect(await read(tsuji)).toEqual(kept);
    for (const other of [hayashi, sato, okada]) expect(await read(other)).toBeNull();
    await expect(read(saegusa)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(keep(saegusa, { title: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(keep(tsuji, { title: 'あ'.repeat(121) })).rejects.toMatchObject({
      kind: 'invalid',
    });

    await expect(keep(tsuji, { version: second, title: '別の画面' })).rejects.toMatchObject({
      code: 'STALE_VERSION',
    });
    await keep(tsuji, { over: [second] });
    expect(await read(tsuji)).toEqual(kept);

    const open = (title: string, body: string) =>
      ground.call(tsuji, 'discussions.createThread', {
        projectId,
        title,
        body,
        lang: 'ja',
        clientId: randomUUID(),
      });
    await open('ほかの件', '本文のとおり');
    expect(await read(tsuji)).toEqual(kept);
    await open('新しい件', '本文のとおり');
    expect(await read(tsuji)).toBeNull();

    await keep(tsuji, { version: first, tags: ['検診'] });
    await keep(tsuji, { over: [first], tags: [' '] });
    expect(await read(tsuji)).toBeNull();
  });

  it('a preview is what the post will be', async () => {
    const threadId = await openThread();
    const body = '**太字** @佐藤 <script>alert(1)</script>\n\n1. 一\n2. 二';
    const mentions = [person('sato', '@佐藤')];
    const { html } = await ground.call(tsuji, 'discussions.preview', { threadId, body, mentions });
    await say(tsuji, threadId, body, { mentions });
    expect((await page(tsuji, threadId)).posts.at(-1).html).toBe(html);
    expect(html).not.toContain('<script');
  });
});
