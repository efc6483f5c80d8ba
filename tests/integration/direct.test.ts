import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const id = (key: string) => personOf(key).id;
const NOWHERE = '01900000-0000-7000-8000-000000000000';

let forum: TestForum;
let sato: Someone;
let hayashi: Someone;
let tsuji: Someone;
let okada: Someone;
let kuroda: Someone;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  [sato, hayashi, tsuji, okada, kuroda] = (await Promise.all(
    ['sato', 'hayashi', 'tsuji', 'okada', 'kuroda'].map((key) => forum.as(personOf(key).email)),
  )) as [Someone, Someone, Someone, Someone, Someone];
});
afterAll(() => forum.close());

function start(from: Someone, to: string[], body = 'はじめまして', clientId = randomUUID()) {
  return from.call('direct.start', { personIds: to, body, lang: 'ja', clientId });
}
function say(from: Someone, threadId: string, body: string) {
  return from.call('discussions.post', { threadId, body, lang: 'ja', clientId: randomUUID() });
}
async function textsOf(reader: Someone, threadId: string): Promise<string[]> {
  const page = await reader.call('discussions.threadPage', { threadId });
  return page.posts.map((post) => post.html.replace(/<[^>]*>/g, '').trim());
}

describe('a conversation of two', () => {
  it('is one, whoever writes first and however often at the same time', async () => {
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, (_, i) => start(sato, [id('hayashi')], `佐藤 ${i}`)),
      ...Array.from({ length: 6 }, (_, i) => start(hayashi, [id('sato')], `林 ${i}`)),
    ]);
    const ids = new Set(answers.map((one) => one.threadId));
    expect(ids.size).toBe(1);
    // The demo has words of these two already.
    const texts = await textsOf(sato, [...ids][0]!);
    expect(texts.filter((text) => /^(佐藤|林) \d$/.test(text))).toHaveLength(12);
  });

  it('takes the same first words once', async () => {
    const clientId = randomUUID();
    const [one, two] = await Promise.all([
      start(tsuji, [id('sato')], '一度だけ', clientId),
      start(tsuji, [id('sato')], '一度だけ', clientId),
    ]);
    expect(one).toEqual(two);
    expect(await textsOf(sato, one.threadId)).toEqual(['一度だけ']);
    await expect(start(tsuji, [id('sato')], '別の文', clientId)).rejects.toMatchObject({
      code: 'CLIENT_ID_REUSED',
    });
  });

  it('stays one of two: nobody is added, nobody leaves, nobody names it', async () => {
    const { threadId } = await start(sato, [id('hayashi')]);
    await expect(
      sato.call('direct.addPeople', { threadId, personIds: [id('tsuji')] }),
    ).rejects.toMatchObject({ code: 'NOT_A_GROUP' });
    await expect(sato.call('direct.leave', { threadId })).rejects.toMatchObject({
      code: 'NOT_A_GROUP',
    });
    await expect(sato.call('direct.rename', { threadId, name: '相談' })).rejects.toMatchObject({
      code: 'NOT_A_GROUP',
    });
  });

  it('is shown to the other as unread, once in the notifications until it is read', async () => {
    const { threadId } = await start(hayashi, [id('tsuji')], '一通目');
    await say(hayashi, threadId, '二通目');
    const before = await tsuji.call('direct.conversations', {});
    const line = before.conversations.find((one) => one.id === threadId)!;
    expect(line).toMatchObject({ unread: 2, pair: true, last: { text: '二通目', mine: false } });
    expect(line.others.map((one) => one.id)).toEqual([id('hayashi')]);
    const told = async () =>
      (await tsuji.call('notifications.list', {})).lines.find((one) => one.subjectId === threadId)
        ?.unread ?? 0;
    expect(await told()).toBe(1);
    const shell = await tsuji.call('home.shell', {});
    expect(shell.nav.find((one) => one.key === 'messages')!.count).toBeGreaterThan(0);
    await tsuji.call('discussions.markSeen', { threadId, seq: 99 });
    expect(await told()).toBe(0);
    const after = await tsuji.call('direct.conversations', {});
    expect(after.conversations.find((one) => one.id === threadId)!.unread).toBe(0);
  });
});

describe('what is said between people', () => {
  it('is found by nobody else, the secretariat and its administrator included', async () => {
    const secret = `内密 ${randomUUID()}`;
    const { threadId } = await start(sato, [id('hayashi'), id('tsuji')], secret);
    const { posts } = await sato.call('discussions.threadPage', { threadId });
    const postId = posts[0]!.id;
    const saegusa = await forum.as(personOf('saegusa').email);
    for (const outsider of [okada, kuroda, saegusa]) {
      const refused = (name: string, input: object) =>
        expect(
          outsider.call(name as 'discussions.threadPage', input as never),
          name,
        ).rejects.toMatchObject({ kind: 'notFound' });
      await refused('discussions.threadPage', { threadId });
      await refused('discussions.postPlace', { postId });
      await refused('discussions.deletePost', { postId });
      await refused('discussions.markSeen', { threadId, seq: 1 });
      await refused('channels.since', { channel: { kind: 'thread', id: threadId }, after: 0 });
      await refused('direct.leave', { threadId });
      await refused('direct.rename', { threadId, name: 'x' });
      await refused('direct.addPeople', { threadId, personIds: [id('sato')] });
      await refused('direct.block', { threadId, personId: id('sato') });
      await expect(say(outsider, threadId, '割り込み')).rejects.toMatchObject({ kind: 'notFound' });
      const listed = await outsider.call('direct.conversations', {});
      expect(listed.conversations.some((one) => one.id === threadId)).toBe(false);
    }
    // The control: those whom it is meant for read it.
    expect(await textsOf(tsuji, threadId)).toEqual([secret]);
  });

  it('is nobody else’s to delete, not even a member of staff’s who is in it', async () => {
    const { threadId } = await start(sato, [id('okada')]);
    const page = await okada.call('discussions.threadPage', { threadId });
    expect(page.may.deleteAny).toBe(false);
    await expect(
      okada.call('discussions.deletePost', { postId: page.posts[0]!.id }),
    ).rejects.toMatchObject({ kind: 'forbidden' });
    await sato.call('discussions.deletePost', { postId: page.posts[0]!.id });
  });
});

describe('a conversation of several', () => {
  it('shows newcomers what is written from then on, by every way there is', async () => {
    const { threadId } = await start(sato, [id('hayashi'), id('tsuji')], '前の話');
    await say(hayashi, threadId, '前の返事');
    const before = await sato.call('discussions.threadPage', { threadId });
    const old = before.posts[0]!.id;
    await sato.call('direct.addPeople', { threadId, personIds: [id('okada')] });
    await sato.call('direct.addPeople', { threadId, personIds: [id('okada')] });
    await say(tsuji, threadId, 'ようこそ');

    expect(await textsOf(okada, threadId)).toEqual(['ようこそ']);
    const page = await okada.call('discussions.threadPage', { threadId, around: 1 });
    expect(page).toMatchObject({ older: false, unread: 1, postCount: 1 });
    expect(page.horizon).toBeGreaterThan(1);
    await expect(okada.call('discussions.postPlace', { postId: old })).rejects.toMatchObject({
      kind: 'notFound',
    });
    const caught = await okada.call('channels.since', {
      channel: { kind: 'thread', id: threadId },
      after: 0,
    });
    expect(JSON.stringify(caught)).not.toContain('前の');
    expect(JSON.stringify(caught)).toContain('ようこそ');

    // An old post that is changed now passes by as an id alone, for everybody.
    await sato.call('discussions.editPost', { postId: old, body: '前の話（改）', editedAt: null });
    const later = await sato.call('channels.since', {
      channel: { kind: 'thread', id: threadId },
      after: page.asOfSeq,
    });
    expect(later.events.map((event) => event['postId'])).toEqual([old]);
    expect(JSON.stringify(later)).not.toContain('改');
    expect(await textsOf(hayashi, threadId)).toEqual(['前の話（改）', '前の返事', 'ようこそ']);
  });

  it('is closed to whoever has left, who reads from then on when taken in again', async () => {
    const { threadId } = await start(sato, [id('hayashi'), id('tsuji')], '三人で');
    await tsuji.call('direct.leave', { threadId });
    await expect(say(tsuji, threadId, 'もう一言')).rejects.toMatchObject({ kind: 'notFound' });
    await say(sato, threadId, '二人で');
    await expect(tsuji.call('direct.leave', { threadId })).rejects.toMatchObject({
      kind: 'notFound',
    });
    await sato.call('direct.addPeople', { threadId, personIds: [id('tsuji')] });
    expect(await textsOf(tsuji, threadId)).toEqual([]);
    await say(hayashi, threadId, 'おかえり');
    expect(await textsOf(tsuji, threadId)).toEqual(['おかえり']);
  });

  it('does not grow beyond twelve, however many add people at the same time', async () => {
    const { rows } = await asOwner(forum.db.ownerUrl, async (sql) => ({
      rows: await sql<{ id: string }[]>`
        SELECT DISTINCT p.id FROM person p JOIN membership m ON m.person_id = p.id AND m.ended_at IS NULL
          JOIN organisation o ON o.id = m.org_id WHERE o.kind IN ('hospital', 'society', 'company')
           AND NOT ('billing' = ANY (m.roles)) AND p.id <> ${id('sato')} ORDER BY p.id LIMIT 16`,
    }));
    const others = rows.map((row) => row.id);
    const { threadId } = await start(sato, others.slice(0, 8));
    const answers = await Promise.allSettled(
      others
        .slice(8, 16)
        .map((one) => sato.call('direct.addPeople', { threadId, personIds: [one] })),
    );
    expect(answers.filter((one) => one.status === 'fulfilled').length).toBe(3);
    const page = await sato.call('discussions.threadPage', { threadId });
    expect(page.direct!.others).toHaveLength(11);
  });

  it('has the name that its people give it', async () => {
    const { threadId } = await start(sato, [id('hayashi'), id('tsuji')]);
    await hayashi.call('direct.rename', { threadId, name: '注釈  の件 ' });
    const page = await tsuji.call('discussions.threadPage', { threadId });
    expect(page.thread.title).toBe('注釈 の件');
  });
});

describe('whom one may write to', () => {
  it('is a member for members, and for a partner abroad those of its projects and the secretariat', async () => {
    const partner = await forum.as(personOf('temuulen').email);
    const ids = async (who: Someone, q?: string) =>
      (await who.call('direct.contacts', q ? { q } : {})).found.map((one) => one.id);
    expect(await ids(partner)).toContain(id('okada'));
    expect(await ids(partner, personOf('saegusa').familyName)).not.toContain(id('saegusa'));
    await expect(start(partner, [id('saegusa')])).rejects.toMatchObject({ kind: 'invalid' });
    expect(await ids(sato, personOf('saegusa').familyName)).toContain(id('saegusa'));
    expect(await ids(partner, personOf('tsuji').familyName)).toContain(id('tsuji'));
    expect(await ids(sato)).not.toContain(id('sato'));
    await expect(start(sato, [id('sato')])).rejects.toMatchObject({ kind: 'invalid' });
    await expect(start(sato, [NOWHERE])).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('is nobody for an observer, a guarantor’s plain member and an applicant', async () => {
    for (const key of ['sanjo', 'saotome', 'chen']) {
      const someone = await forum.as(personOf(key).email);
      await expect(start(someone, [id('okada')]), key).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });
});

describe('a block', () => {
  it('shuts a conversation of two without saying so, until it is taken back', async () => {
    const mori = await forum.as(personOf('mori').email, 'aoba');
    const { threadId } = await start(mori, [id('sato')], '営業のご案内');
    await sato.call('direct.block', { threadId, personId: id('mori') });

    await expect(say(mori, threadId, 'もう一度')).rejects.toMatchObject({ code: 'NOT_REACHABLE' });
    await expect(start(mori, [id('sato')])).rejects.toMatchObject({ code: 'NOT_REACHABLE' });
    await expect(start(mori, [id('sato'), id('hayashi')])).rejects.toMatchObject({
      code: 'NOT_REACHABLE',
    });
    await expect(start(sato, [id('mori')])).rejects.toMatchObject({ code: 'YOU_BLOCK_THEM' });
    const theirs = await mori.call('discussions.threadPage', { threadId });
    expect(theirs.may.post, 'the page of the blocked one does not tell').toBe(true);
    expect(theirs.direct!.blocked).toBe(false);
    const mine = await sato.call('discussions.threadPage', { threadId });
    expect(mine).toMatchObject({ may: { post: false }, direct: { blocked: true } });
    expect((await sato.call('direct.blocked', {})).people.map((one) => one.id)).toEqual([
      id('mori'),
    ]);

    await sato.call('direct.unblock', { personId: id('mori') });
    await say(mori, threadId, '失礼しました');
  });

  it('is for people of the conversation, and never for oneself', async () => {
    const { threadId } = await start(sato, [id('hayashi')]);
    for (const personId of [id('shoji'), id('sato')]) {
      await expect(sato.call('direct.block', { threadId, personId })).rejects.toMatchObject({
        kind: 'invalid',
      });
    }
  });
});
