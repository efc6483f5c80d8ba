import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { glossary } from '#server/glossary/index.ts';
import { orgOf } from '#prisma/seed/cast.ts';
import { actorOf, discussionsGround, type Ground } from './discussions-ground.ts';

const tsuji = actorOf('tsuji', 'aoba');
const sato = actorOf('sato', 'aozora');
const okada = actorOf('okada', 'mej', ['staff']);

const METI = {
  kind: 'ministry',
  names: { ja: '経済産業省', en: 'Ministry of Economy, Trade and Industry', zh: '', ko: '' },
  also: { ja: ['経産省'], en: ['METI', 'Ministry of Economy'], zh: [], ko: [] },
};

let ground: Ground;
let termId: string;
beforeAll(async () => {
  ground = await discussionsGround({ glossary });
  ({ termId } = await ground.call(okada, 'glossary.add', METI));
});
afterAll(() => ground.close());

async function written(body: string): Promise<string> {
  const { threadId } = await ground.call(sato, 'discussions.createThread', {
    projectId: ground.projectId,
    title: '助成の相談',
    body,
    lang: 'ja',
    clientId: randomUUID(),
  });
  const { posts } = await ground.call(sato, 'discussions.threadPage', { threadId });
  return posts[0].id;
}
const beside = async (postId: string) =>
  (await ground.call(tsuji, 'discussions.postTexts', { postId, lang: 'en' })).blocks;
async function translate(postId: string, bodies: string[], officialNames?: boolean, by = tsuji) {
  const blocks = (await beside(postId)).map(({ key, beside: text }: any, i: number) => ({
    key,
    body: bodies[i],
    version: text?.version ?? null,
  }));
  await ground.call(by, 'discussions.translatePost', {
    postId,
    lang: 'en',
    blocks,
    ...(officialNames !== undefined && { officialNames }),
  });
  return (await beside(postId)).map(({ beside: text }: any) => text?.body ?? null);
}

describe('official names beside a translation', () => {
  it('are those of the paragraph’s own source, by name or by another spelling', async () => {
    const postId = await written('経産省に相談しました。\n\n返事を待っています。');
    const [asked, waiting] = await beside(postId);
    expect(asked.names).toEqual([
      {
        found: '経産省',
        official: 'Ministry of Economy, Trade and Industry',
        instead: ['METI', 'Ministry of Economy'],
      },
    ]);
    expect(waiting.names).toEqual([]);
  });

  it('take in the members’ names as they give them', async () => {
    const { name } = orgOf('aoba');
    const [block] = await beside(await written(`${name.ja}の症例です。`));
    expect(block.names).toEqual([{ found: name.ja, official: name.en, instead: [] }]);
  });

  it('are put in when the writer asks for it at saving, and never else', async () => {
    const bodies = ['We asked METI.', 'METI has not answered.'];
    const source = '経産省に相談しました。\n\n返事を待っています。';
    expect(await translate(await written(source), bodies)).toEqual(bodies);
    // The second paragraph's source does not speak of the ministry.
    const postId = await written(source);
    expect(await translate(postId, bodies, true)).toEqual([
      'We asked Ministry of Economy, Trade and Industry.',
      'METI has not answered.',
    ]);
    const { body } = await ground.call(sato, 'discussions.postSource', { postId });
    expect(body).toBe(source);
  });

  it('leave alone what the writer does not touch: nobody has checked it', async () => {
    const postId = await written('経産省に相談しました。\n\n経産省の返事です。');
    await translate(postId, ['We asked METI.', ''], false, sato);
    expect(await translate(postId, ['We asked METI.', 'METI answers.'], true)).toEqual([
      'We asked METI.',
      'Ministry of Economy, Trade and Industry answers.',
    ]);
    expect((await beside(postId))[0].beside.state).toBe('original');
  });
});

describe('the glossary', () => {
  it('is found by any name or spelling, in any case, by every member', async () => {
    for (const find of ['経産', 'meti', 'Trade and']) {
      const { terms, may } = await ground.call(tsuji, 'glossary.list', { find });
      expect(terms).toMatchObject([{ id: termId, names: METI.names }]);
      expect(may).toEqual({ write: false });
    }
    expect((await ground.call(tsuji, 'glossary.list', { find: 'zz' })).terms).toEqual([]);
  });

  it('is kept by the secretariat alone', async () => {
    await expect(ground.call(tsuji, 'glossary.add', METI)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    for (const act of ['glossary.term', 'glossary.remove']) {
      await expect(ground.call(tsuji, act, { termId })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    }
  });

  it('asks for two languages, and lets nobody overwrite another’s change', async () => {
    const one = { ...METI, names: { ja: '経済産業省', en: '', zh: '', ko: '' } };
    await expect(ground.call(okada, 'glossary.add', one)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    const added = await ground.call(okada, 'glossary.add', {
      ...METI,
      names: { ja: '架空省', en: 'Ministry of Fiction', zh: '', ko: '' },
    });
    const save = () => ground.call(okada, 'glossary.save', { ...added, ...METI, version: 0 });
    await save();
    await expect(save()).rejects.toMatchObject({ code: 'STALE_VERSION' });
    await ground.call(okada, 'glossary.remove', added);
    await expect(ground.call(okada, 'glossary.term', added)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
