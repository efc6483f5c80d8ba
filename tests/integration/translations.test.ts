import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverPosts } from '#server/discussions/deliveries.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { actorOf, discussionsGround, type Ground } from './discussions-ground.ts';

const tsuji = actorOf('tsuji', 'aoba');
const hayashi = actorOf('hayashi', 'aoba', ['representative']);
const sato = actorOf('sato', 'aozora');
const okada = actorOf('okada', 'mej', ['staff']);
const saegusa = actorOf('saegusa', 'shiomi', ['representative']);

let ground: Ground;
beforeAll(async () => {
  ground = await discussionsGround();
});
afterAll(() => ground.close());

const SOURCE =
  '結節の輪郭を必須とします。\n\n区域までの記載は任意です。\n\nご意見をお待ちしております。';
type Written = { threadId: string; postId: string };

async function written(body = SOURCE, by = sato): Promise<Written> {
  const { threadId } = await ground.call(by, 'discussions.createThread', {
    projectId: ground.projectId,
    title: '注釈の基準',
    body,
    lang: 'ja',
    clientId: randomUUID(),
  });
  const { posts } = await ground.call(by, 'discussions.threadPage', { threadId });
  return { threadId, postId: posts[0].id };
}

const beside = (postId: string, lang = 'en', by = tsuji) =>
  ground.call(by, 'discussions.postTexts', { postId, lang });
type Change = { body?: string; checked?: boolean; version?: number | null };
/** Writes beside paragraphs by their number, on the versions that a page would have shown. */
async function translate(postId: string, changes: Record<number, Change>, by = tsuji, lang = 'en') {
  const { blocks } = await beside(postId, lang, by);
  return ground.call(by, 'discussions.translatePost', {
    postId,
    lang,
    blocks: Object.entries(changes).map(([n, { body, version, checked }]) => {
      const block = blocks[Number(n)];
      return {
        key: block.key,
        body: body ?? block.beside.body,
        version: version === undefined ? (block.beside?.version ?? null) : version,
        ...(checked && { checked }),
      };
    }),
  });
}
async function edit(postId: string, body: string, by = sato) {
  const { editedAt } = await ground.call(by, 'discussions.postSource', { postId });
  await ground.call(by, 'discussions.editPost', { postId, body, editedAt });
}
async function standing(postId: string, lang = 'en') {
  const { blocks } = await beside(postId, lang);
  return blocks.map(({ beside: text }: any) => (text ? [text.state, text.body] : null));
}
const seen = async (threadId: string, by = okada) =>
  (await ground.call(by, 'discussions.threadPage', { threadId })).posts[0];

describe('a text beside a post', () => {
  it('is written by whoever posts in the thread, paragraph by paragraph, and says who checked it', async () => {
    const { postId, threadId } = await written();
    await translate(postId, { 0: { body: 'The outline is mandatory.' } });
    const post = await seen(threadId);
    expect(post.others).toMatchObject([
      { lang: 'en', state: 'checked', checkedBy: [{ id: tsuji.personId }], missing: 2, stale: 0 },
    ]);
    expect(post.others[0].blocks).toEqual([
      { state: 'checked', html: '<p>The outline is mandatory.</p>' },
      { state: 'none', html: '<p>区域までの記載は任意です。</p>' },
      { state: 'none', html: '<p>ご意見をお待ちしております。</p>' },
    ]);
  });

  it('of the author is the author’s own words, until another one mends it', async () => {
    const { postId } = await written();
    await translate(postId, { 0: { body: 'Outlines are mandatory.' } }, sato);
    expect(await standing(postId)).toEqual([['original', 'Outlines are mandatory.'], null, null]);
    await translate(postId, { 0: { body: 'The outline is mandatory.' } });
    expect((await standing(postId))[0]).toEqual(['checked', 'The outline is mandatory.']);
  });

  it('is nothing for those who do not take part, and nobody puts a post into its own language', async () => {
    const { postId } = await written();
    await expect(beside(postId, 'en', saegusa)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(beside(postId, 'ja')).rejects.toMatchObject({
      issues: [{ path: 'lang', message: 'sameLanguage' }],
    });
    const { blocks } = await beside(postId);
    await expect(
      ground.call(saegusa, 'discussions.translatePost', {
        postId,
        lang: 'en',
        blocks: [{ key: blocks[0].key, body: 'x', version: null }],
      }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is written by one at a time: the second is told, and nothing of theirs is in it', async () => {
    const { postId } = await written();
    await translate(postId, { 0: { body: 'First' } });
    await expect(
      translate(postId, { 0: { body: 'Second', version: null } }, hayashi),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
    const answers = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((body) => translate(postId, { 0: { body, version: 0 } }, hayashi)),
    );
    expect(answers.filter((each) => each.status === 'fulfilled')).toHaveLength(1);
  });

  it('waits while the thread is closed', async () => {
    const { postId, threadId } = await written();
    await ground.call(okada, 'discussions.setState', {
      threadId,
      to: 'closed',
      reason: '終了',
      version: 0,
    });
    await expect(translate(postId, { 0: { body: 'x' } })).rejects.toMatchObject({
      code: 'THREAD_CLOSED',
    });
    expect((await beside(postId)).open).toBe(false);
  });

  it('reaches open pages by the log, as the page reads it', async () => {
    const { postId, threadId } = await written();
    await translate(postId, { 1: { body: 'Segments are optional.' } });
    const { rows } = await ground.database.pool.query(
      `SELECT e.type, e.payload FROM channel_event e JOIN channel c ON c.id = e.channel_id
        WHERE c.record_id = $1 ORDER BY e.seq`,
      [threadId],
    );
    expect(rows.at(-1)).toEqual({ type: 'post.translated', payload: { postId } });
    const [delivery] = await transaction(ground.database, {}, (tx) =>
      deliverPosts(tx, [{ postId }]),
    );
    expect((delivery as any).post).toEqual(await seen(threadId));
  });
});

describe('after an edit of the source', () => {
  it('only the texts of touched paragraphs are stale; what only moved keeps its text and checker', async () => {
    const { postId, threadId } = await written();
    await translate(postId, {
      0: { body: 'Outline.' },
      1: { body: 'Segments.' },
      2: { body: 'Views.' },
    });
    await edit(
      postId,
      'ご意見をお待ちしております。\n\n結節の輪郭を必須とします。\n\n区域までの記載も必須です。',
    );
    expect(await standing(postId)).toEqual([
      ['checked', 'Views.'],
      ['checked', 'Outline.'],
      ['stale', 'Segments.'],
    ]);
    const { blocks } = await beside(postId);
    expect(blocks[2].beside.source).toBe('区域までの記載は任意です。');
    expect(blocks[0].beside.checkedBy.id).toBe(tsuji.personId);
    expect((await seen(threadId)).others[0]).toMatchObject({
      state: 'stale',
      stale: 1,
      missing: 0,
    });
  });

  it('a stale text that is still right is checked by whoever read both, without a new word', async () => {
    const { postId } = await written();
    await translate(postId, { 1: { body: 'Segments are optional.' } });
    await edit(postId, SOURCE.replace('区域までの記載は', '区域の記載は'));
    expect((await standing(postId))[1][0]).toBe('stale');
    // Coming back as it was says nothing.
    expect((await translate(postId, { 1: {} }, hayashi)).changed).toBe(0);
    await translate(postId, { 1: { checked: true } }, hayashi);
    const { blocks } = await beside(postId);
    expect(blocks[1].beside).toMatchObject({ state: 'checked', source: null });
    expect(blocks[1].beside.checkedBy.id).toBe(hayashi.personId);
    expect(blocks[1].beside.writtenBy.id).toBe(tsuji.personId);
  });

  it('a text whose paragraph was rewritten while it was written is refused, not put elsewhere', async () => {
    const { postId } = await written();
    const { blocks } = await beside(postId);
    await edit(postId, SOURCE.replace('任意', '必須'));
    await expect(
      ground.call(tsuji, 'discussions.translatePost', {
        postId,
        lang: 'en',
        blocks: [{ key: blocks[1].key, body: 'Optional.', version: null }],
      }),
    ).rejects.toMatchObject({ code: 'STALE_VERSION' });
  });

  it('each language goes its own way', async () => {
    const { postId, threadId } = await written();
    await translate(postId, { 0: { body: 'Outline.' } });
    await translate(postId, { 1: { body: '분절' } }, tsuji, 'ko');
    await edit(postId, SOURCE.replace('輪郭を必須', '輪郭は必須'));
    expect((await seen(threadId)).others.map((text: any) => [text.lang, text.state])).toEqual([
      ['en', 'stale'],
      ['ko', 'checked'],
    ]);
  });
});

describe('the history of a text', () => {
  it('has every version with who made it, also of what was taken away', async () => {
    const { postId } = await written();
    await translate(postId, { 1: { body: 'Optional.' } });
    await translate(postId, { 1: { body: 'Segments are optional.' } }, hayashi);
    await edit(postId, SOURCE.replace('任意', '必須'));
    await translate(postId, { 1: { body: '' } });
    const { versions } = await ground.call(okada, 'discussions.postTextHistory', {
      postId,
      lang: 'en',
    });
    expect(versions.map((one: any) => [one.state, one.body, one.former, one.by.id])).toEqual([
      ['removed', 'Segments are optional.', 'Segments are optional.', tsuji.personId],
      ['stale', 'Segments are optional.', 'Segments are optional.', sato.personId],
      ['checked', 'Segments are optional.', 'Optional.', hayashi.personId],
      ['checked', 'Optional.', null, tsuji.personId],
    ]);
    await expect(
      ground.call(saegusa, 'discussions.postTextHistory', { postId, lang: 'en' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
