import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { can, type Noun } from '#server/platform/access/access.ts';
import type { Action } from '#server/platform/access/matrix.ts';
import { transaction } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { post, project, thread } from '#server/discussions/index.ts';
import { event } from '#server/events/index.ts';
import type { Answer, Ask } from '#server/forum.ts';
import { file } from '#server/files/index.ts';
import { projectFile } from '#server/project-files/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { organisation } from '#server/membership/index.ts';
import { fold } from '#server/search/fold.ts';
import { fillSearch } from '#server/search/index.ts';
import type { Kind } from '#server/search/schemas.ts';
import { idOf, personOf } from '#prisma/seed/cast.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import { FILE_NAMES, insertFiles } from '#tests/fixtures/library-files.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

const ROLES = [
  'staff@mej.example',
  'coordinator@aoba.example',
  'representative@aoba.example',
  'billing@aoba.example',
  'society@aozora.example',
  'company@shinonome.example',
  'partner@altangol.example',
  'facilitator@minazuki.example',
  'observer@renkei.example',
  'applicant@suzukaze.example',
];
const MARK = '瑠璃鉦';

let forum: TestForum;
let staff: Someone;
let someone: Record<string, Someone>;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  await insertFiles(forum.db.ownerUrl);
  someone = Object.fromEntries(
    await Promise.all(ROLES.map(async (email) => [email, await forum.as(email)] as const)),
  );
  staff = someone['staff@mej.example']!;
}, 120_000);
afterAll(() => forum.close());

async function rows<T>(text: string, values: unknown[] = []): Promise<T[]> {
  return (await forum.run(text, values)).rows as T[];
}
type Found = Answer<'search.everything'>;
const find = (who: Someone, asked: Ask<'search.everything'>) =>
  who.call('search.everything', asked);

/** Every page of a search, one after the other. */
async function findAll(who: Someone, asked: Ask<'search.everything'>) {
  const hits: Found['hits'] = [];
  let answer = await find(who, asked);
  const { count } = answer;
  for (;;) {
    hits.push(...answer.hits);
    if (!answer.next) return { hits, count };
    answer = await find(who, { ...asked, after: answer.next });
  }
}

describe('the index', () => {
  const disagreement = `
    SELECT * FROM (
      SELECT record_id, kind, scope_id, org_id, langs, at, search_fold(title) AS title, search_fold(concat_ws(E'\\n', title, body)) AS text
        FROM search_source) AS source
    FULL JOIN search_doc doc USING (record_id)
    WHERE (source.kind, source.scope_id, source.org_id, source.langs, source.at, source.title, source.text)
      IS DISTINCT FROM (doc.kind, doc.scope_id, doc.org_id, doc.langs, doc.at, doc.title, doc.text)`;

  test('says what the records say, after a whole forum was written', async () => {
    expect(await rows(disagreement)).toEqual([]);
    const kinds = await rows<{ kind: string }>(
      'SELECT DISTINCT kind FROM search_doc ORDER BY kind',
    );
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'attachment',
      'event',
      'library',
      'organisation',
      'person',
      'post',
      'project',
      'projectFile',
      'thread',
    ]);
  });

  test('follows every change in its own transaction, and a rollback takes it along', async () => {
    const [one] = await rows<{ id: string; body: string }>('SELECT id, body FROM post LIMIT 1');
    await expect(
      transaction(forum.database, {}, async (tx) => {
        await tx.text('UPDATE post SET body = $2 WHERE id = $1', [one!.id, `${MARK}の件`]);
        const inside = await tx.text('SELECT 1 FROM search_doc WHERE text LIKE $1', [`%${MARK}%`]);
        expect(inside.count).toBe(1);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await rows('SELECT 1 FROM search_doc WHERE text LIKE $1', [`%${MARK}%`])).toEqual([]);
    const changed = asOwner(forum.db.ownerUrl, (sql) =>
      sql.begin(async (changes) => {
        await changes`UPDATE event SET title = title || '{"en": "Renamed altogether"}'`;
        await changes`UPDATE event_session SET title = title || '{"en": "Another talk"}'`;
        await changes`DELETE FROM session_speaker WHERE id IN (SELECT id FROM session_speaker LIMIT 3)`;
        await changes`UPDATE person SET latin_name = 'Altered ' || latin_name`;
        await changes`UPDATE membership SET ended_at = now() WHERE id IN (SELECT id FROM membership ORDER BY id DESC LIMIT 2)`;
        await changes`UPDATE organisation SET reading = 'ヨミ'`;
        await changes`UPDATE department SET name = '{"en": "Renamed department"}'`;
        await changes`UPDATE parallel_text SET body = body || ' appended'`;
        await changes`UPDATE thread SET title = title || '改'`;
        await changes`UPDATE thread_tag SET label = left(label, 18) || '改' WHERE position = 1`;
        await changes`DELETE FROM thread_tag WHERE position = 2`;
        await changes`UPDATE library_item SET publisher = '{"en": "Press"}'`;
        await changes`UPDATE post SET deleted_at = now() WHERE id IN (SELECT id FROM post ORDER BY id DESC LIMIT 3)`;
        expect(await changes.unsafe(disagreement)).toHaveLength(0);
        throw new Error('undone');
      }),
    );
    await expect(changed).rejects.toThrow('undone');
    expect(await rows(disagreement)).toEqual([]);
  });

  test('is filled from what was there before, in batches that go on where they stopped', async () => {
    await asOwner(forum.db.ownerUrl, async (sql) => {
      await sql`TRUNCATE search_doc`;
      await sql`UPDATE search_fill SET done_at = NULL, after = DEFAULT`;
      await sql`SELECT search_fill_batch(7)`;
      await sql`SELECT search_fill_batch(7)`;
    });
    await fillSearch(forum.database);
    expect(await rows(disagreement)).toEqual([]);
    expect(await fillSearch(forum.database)).toBe(0);
  });

  test('is not filled again with what is written meanwhile', async () => {
    const [before] = await rows<{ posts: number }>('SELECT count(*)::int AS posts FROM post');
    await asOwner(forum.db.ownerUrl, async (sql) => {
      await sql`UPDATE search_fill SET done_at = NULL, after = DEFAULT WHERE kind = 'post'`;
      await sql`SELECT search_fill_batch(7)`;
    });
    const [open] = await rows<{ id: string }>(
      `SELECT id FROM thread WHERE kind = 'thread' AND state = 'open' ORDER BY created_at LIMIT 1`,
    );
    const message = {
      threadId: open!.id,
      clientId: newId(),
      body: 'Meanwhile',
      lang: 'en',
    } as const;
    await staff.call('discussions.post', message);
    expect(await fillSearch(forum.database)).toBe(before!.posts - 7);
  });

  test('holds nothing of a referral', async () => {
    const [referral] = await rows<{ code: string }>('SELECT code FROM referral LIMIT 1');
    expect(
      await rows('SELECT 1 FROM search_doc WHERE record_id IN (SELECT id FROM referral)'),
    ).toEqual([]);
    const answer = await find(staff, { q: referral!.code });
    expect(answer.hits.filter(({ href }) => href.includes('referral'))).toEqual([]);
    const [definition] = await rows<{ sql: string }>(
      `SELECT pg_get_viewdef('search_source') AS sql`,
    );
    expect(definition!.sql).not.toMatch(/referral|offer|consent/);
  });

  test('holds no file but those of posts and libraries: a document of a case is found by nobody', async () => {
    const named = async (name: string) =>
      (
        await rows<{ n: number }>(
          'SELECT count(*)::int AS n FROM search_doc WHERE text LIKE $1 OR title LIKE $1',
          [`%${fold(name).text}%`],
        )
      )[0]!.n;
    const found = async (email: string, name: string) =>
      (await find(someone[email]!, { q: name })).count;
    // Controls: a file of a library and one of a post have the same kind of name and are found.
    expect(await named(FILE_NAMES.library)).toBeGreaterThan(5);
    expect(await named(FILE_NAMES.attached)).toBeGreaterThan(5);
    expect(await found('staff@mej.example', FILE_NAMES.library)).toBeGreaterThan(5);
    expect(await found('society@aozora.example', FILE_NAMES.attached)).toBeGreaterThan(0);
    for (const name of [FILE_NAMES.ofACase, FILE_NAMES.binned, FILE_NAMES.loose]) {
      expect(await named(name), name).toBe(0);
      for (const email of ROLES) expect(await found(email, name), `${email} ${name}`).toBe(0);
    }
    // Not even what is told of it as if it came with a post, nor what a conversation's file becomes.
    const [post] = await rows<{ id: string; threadId: string }>(
      'SELECT id, thread_id AS "threadId" FROM post WHERE deleted_at IS NULL ORDER BY id LIMIT 1',
    );
    await rows(`UPDATE file SET post_id = $1 WHERE owner_kind = 'document'`, [post!.id]);
    expect(await named(FILE_NAMES.ofACase)).toBe(0);
    await rows(`UPDATE file SET post_id = NULL WHERE owner_kind = 'document'`);
    const [file] = await rows<{ id: string }>(
      `SELECT id FROM file WHERE owner_kind = 'document' LIMIT 1`,
    );
    await rows(`UPDATE file SET owner_kind = 'thread', owner_id = $2, post_id = $3 WHERE id = $1`, [
      file!.id,
      post!.threadId,
      post!.id,
    ]);
    expect(await named(FILE_NAMES.ofACase)).toBe(1);
    await rows(`UPDATE file SET owner_kind = 'document', post_id = NULL WHERE id = $1`, [file!.id]);
    expect(await named(FILE_NAMES.ofACase)).toBe(0);
  });

  test('folds as the highlights do', async () => {
    const samples = fc
      .sample(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 40 }),
          fc
            .array(
              fc.constantFrom(
                'ガ',
                'ｶﾞ',
                'カ',
                '\u3099',
                '\u0301',
                '\u00ad',
                'ㅌ',
                'ￆ',
                'ㅏ',
                'ㄳ',
                'ำ',
                'ヾ',
                'ー',
                '齋',
                '髙',
                'Ａ',
                'é',
                'ß',
                'İ',
                'Σς',
                '①',
                '한',
                '（',
                '・',
                ' ',
                '𠮷',
                'が',
                'x',
                '7',
              ),
              { maxLength: 12 },
            )
            .map((parts) => parts.join('')),
        ),
        2000,
      )
      .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));
    const folded = await rows<{ sample: string; folded: string }>(
      'SELECT sample, search_fold(sample) AS folded FROM unnest($1::text[]) AS sample',
      [samples],
    );
    const different = folded.filter((row) => row.folded !== fold(row.sample).text);
    expect(different.map(({ sample, folded: own }) => [sample, own, fold(sample).text])).toEqual(
      [],
    );
  });
});

describe('what is found is what may be seen', () => {
  const NOUNS: Record<Exclude<Kind, 'person'>, [Noun, Action]> = {
    post: [post, 'thread.view'],
    thread: [thread, 'thread.view'],
    project: [project, 'project.view'],
    event: [event, 'event.view'],
    library: [libraryItem, 'library.view'],
    organisation: [organisation, 'org.viewMember'],
    projectFile: [projectFile, 'project.view'],
    attachment: [file, 'thread.view'],
  };

  /** Puts one word into the text of every record, so that one search asks for all of them. */
  async function marked<T>(run: () => Promise<T>): Promise<T> {
    await asOwner(
      forum.db.ownerUrl,
      (sql) => sql`UPDATE search_doc SET text = text || ${`${MARK} `}`,
    );
    try {
      return await run();
    } finally {
      await asOwner(
        forum.db.ownerUrl,
        (sql) => sql`UPDATE search_doc SET text = replace(text, ${`${MARK} `}, '')`,
      );
    }
  }

  test('for every kind and every role: found ⇔ may be seen, and the numbers agree', async () => {
    await marked(async () => {
      let seen = 0;
      let unseen = 0;
      for (const email of ROLES) {
        const who = someone[email]!;
        const { hits, count } = await findAll(who, { q: MARK, order: 'newest' });
        expect(new Set(hits.map(({ id }) => id)).size, `${email}: pages overlap`).toBe(hits.length);
        expect(hits.length, `${email}: count and pages`).toBe(count);
        const { facets } = await find(who, { q: MARK });
        for (const kind of Object.keys(NOUNS) as (keyof typeof NOUNS)[]) {
          const found = new Set(hits.filter((hit) => hit.kind === kind).map(({ id }) => id));
          const expected = new Set<string>();
          const [noun, action] = NOUNS[kind];
          await transaction(forum.database, {}, async (tx) => {
            const ids = await tx.text<{ id: string }>(
              'SELECT record_id AS id FROM search_doc WHERE kind = $1',
              [kind],
            );
            for (const { id } of ids.rows) {
              const row = await noun.find(tx, id);
              if (row && can(who.actor, action, noun, row)) expected.add(id);
            }
          });
          expect(found, `${email} finds ${kind}`).toEqual(expected);
          const facet = facets.kind.find(({ value }) => value === kind);
          expect(facet?.count ?? 0, `${email} counts ${kind}`).toBe(expected.size);
          seen += expected.size;
          unseen += ids(kind) - expected.size;
        }
        const people = hits.filter(({ kind }) => kind === 'person');
        const listed = new Set<string>();
        for (const { slug } of slugs) {
          const page = await who
            .call('membership.organisationPage', { slug })
            .catch(() => ({ people: null }));
          for (const one of page.people ?? []) listed.add(`${slug} ${one.id}`);
        }
        expect(
          new Set(people.map(({ href, author }) => `${href.split('/')[2]} ${author!.id}`)),
          `${email} finds the people of the organisations' pages`,
        ).toEqual(listed);
      }
      expect(seen).toBeGreaterThan(200);
      expect(unseen).toBeGreaterThan(200);
    });
  }, 120_000);

  const slugs: { slug: string }[] = [];
  const numbers: Record<string, number> = {};
  const ids = (kind: string) => numbers[kind] ?? 0;
  beforeAll(async () => {
    slugs.push(...(await rows<{ slug: string }>('SELECT slug FROM organisation')));
    for (const { kind, n } of await rows<{ kind: string; n: number }>(
      'SELECT kind, count(*)::int AS n FROM search_doc GROUP BY kind',
    )) {
      numbers[kind] = n;
    }
  });

  test('a removed organisation finds nothing of the project any more', async () => {
    const who = someone['society@aozora.example']!;
    const { orgId } = who.actor;
    const [place] = await rows<{ id: string }>(
      `SELECT pm.project_id AS id FROM project_member pm JOIN project pr ON pr.id = pm.project_id
        WHERE pm.org_id = $1 AND pm.left_at IS NULL AND pr.privacy = 'invited'
          AND EXISTS (SELECT 1 FROM thread t JOIN post po ON po.thread_id = t.id WHERE t.project_id = pr.id) LIMIT 1`,
      [orgId],
    );
    const ofTheProject = (answer: Found) =>
      answer.facets.projectId.find(({ value }) => value === place!.id)?.count ?? 0;
    await marked(async () => {
      expect(ofTheProject(await find(who, { q: MARK }))).toBeGreaterThan(0);
      await rows(
        'UPDATE project_member SET left_at = now() WHERE org_id = $1 AND project_id = $2',
        [orgId, place!.id],
      );
      try {
        expect(ofTheProject(await find(who, { q: MARK }))).toBe(0);
        await expect(find(who, { q: MARK, projectId: place!.id })).rejects.toMatchObject({
          code: 'INVALID_INPUT',
        });
      } finally {
        await rows('UPDATE project_member SET left_at = NULL WHERE org_id = $1', [orgId]);
      }
    });
  });

  test('who came later without the history does not find what was written before', async () => {
    const who = someone['society@aozora.example']!;
    const [place] = await rows<{ threadId: string; half: number; n: number }>(
      `SELECT t.id AS "threadId", max(po.seq)::int / 2 AS half, count(*)::int AS n
         FROM project_member pm JOIN project pr ON pr.id = pm.project_id AND pr.privacy = 'invited'
         JOIN thread t ON t.project_id = pr.id AND t.kind = 'thread' JOIN post po ON po.thread_id = t.id AND po.deleted_at IS NULL
        WHERE pm.org_id = $1 AND pm.left_at IS NULL GROUP BY t.id HAVING max(po.seq) >= 4 LIMIT 1`,
      [who.actor.orgId],
    );
    const { threadId, half, n } = place!;
    await marked(async () => {
      const posts = { q: MARK, threadId, kind: 'post' } as const;
      expect((await find(who, posts)).count).toBe(n);
      await rows('INSERT INTO thread_horizon (thread_id, org_id, after_seq) VALUES ($1, $2, $3)', [
        threadId,
        who.actor.orgId,
        half,
      ]);
      try {
        const { hits, count } = await findAll(who, posts);
        expect(count).toBe(hits.length);
        expect(count).toBeGreaterThan(0);
        const seqs = hits.map(({ href }) => Number(/around=(\d+)/.exec(href)![1]));
        expect(Math.min(...seqs)).toBeGreaterThan(half);
        expect(count).toBeLessThan(n);
      } finally {
        await rows('DELETE FROM thread_horizon WHERE thread_id = $1', [threadId]);
      }
    });
  });

  test('a tag finds its thread and narrows down what stands in it, for those alone who may read it', async () => {
    const threadId = idOf('thread', 'ethics');
    const inside = someone['company@shinonome.example']!;
    const outside = await forum.as(personOf('kazama').email);
    const word = `${MARK}札`;
    const tagged = (tags: string[], version: number) =>
      staff.call('discussions.renameThread', {
        ...{ threadId, title: '倫理審査とデータの移転', tags, version },
      });
    await tagged([word, 'ＣＴ'], 0);
    expect(await find(inside, { q: word })).toMatchObject({
      count: 1,
      hits: [
        {
          ...{ id: threadId, kind: 'thread', snippet: [] },
          tags: [
            { key: word, label: [{ text: word, hit: true }] },
            { key: 'ct', label: [{ text: 'CT' }] },
          ],
        },
      ],
      names: { tags: { [word]: { en: word }, ct: { en: 'CT' } } },
    });
    const { hits: typing } = await inside.call('search.instant', { q: word });
    expect(typing).toMatchObject([
      { id: threadId, tags: [{ key: word, label: [{ text: word, hit: true }] }] },
    ]);
    const narrowed = await findAll(inside, { q: 'の', tag: word });
    expect(narrowed.count).toBeGreaterThan(3);
    const { rows: own } = await forum.run(
      `SELECT id FROM post WHERE thread_id = $1 UNION SELECT $1
        UNION SELECT f.id FROM file f JOIN post po ON po.id = f.post_id WHERE po.thread_id = $1`,
      [threadId],
    );
    const ownIds = own.map(({ id }: { id: string }) => id);
    for (const { id } of narrowed.hits) expect(ownIds).toContain(id);
    const optionOf = async (who: Someone) =>
      (await find(who, { q: 'の' })).facets.tag.find(({ value }) => value === word);
    expect(await optionOf(inside)).toMatchObject({ count: narrowed.count });

    expect(await find(outside, { q: word })).toMatchObject({ count: 0, hits: [] });
    expect(await find(outside, { q: 'の', tag: word })).toMatchObject({
      ...{ count: 0, hits: [], names: { tags: {} } },
    });
    expect(await optionOf(outside)).toBeUndefined();

    await tagged(['CT'], 1);
    expect((await find(inside, { q: word })).count).toBe(0);
    expect((await find(inside, { q: 'の', tag: word })).count).toBe(0);
  });

  test('a deleted post is gone at once, for everybody', async () => {
    const [one] = await rows<{ id: string }>(
      `SELECT id FROM post WHERE deleted_at IS NULL ORDER BY id LIMIT 1`,
    );
    await rows('UPDATE post SET body = $2 WHERE id = $1', [one!.id, `${MARK}について`]);
    const there = await find(staff, { q: MARK });
    expect(there.hits.map(({ id }) => id)).toEqual([one!.id]);
    expect(there.hits[0]!.href).toMatch(/^\/discussions\/threads\/[\w-]+\?around=\d+#post-\d+$/);
    expect(there.hits[0]!.snippet.find(({ hit }) => hit)).toEqual({ text: MARK, hit: true });
    await rows('UPDATE post SET deleted_at = now() WHERE id = $1', [one!.id]);
    expect(await find(staff, { q: MARK })).toMatchObject({ count: 0, hits: [] });
    await rows('UPDATE post SET deleted_at = NULL WHERE id = $1', [one!.id]);
    expect((await find(staff, { q: MARK })).count).toBe(1);
  });

  test('a filter by what one may not see is refused as unknown', async () => {
    const [foreign] = await rows<{ id: string }>(
      `SELECT t.id FROM thread t WHERE NOT EXISTS (SELECT 1 FROM project_member pm
        WHERE pm.project_id = t.project_id AND pm.left_at IS NULL AND pm.org_id = $1) LIMIT 1`,
      [someone['company@shinonome.example']!.actor.orgId],
    );
    await expect(
      find(someone['company@shinonome.example']!, { q: '医療', threadId: foreign!.id }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('a visitor is not answered', async () => {
    await expect(find(forum.visitor(), { q: '医療' })).rejects.toMatchObject({ kind: 'signedOut' });
  });
});

describe('words', () => {
  const threadIds: string[] = [];
  const BODIES = [
    'ガイドラインの改訂版、Dr. Müller と髙橋先生が確認しました。',
    'The revised guideline for CT screening was shared by Muller.',
    '肺がん検診のＣＴ画像を共有します。',
    'x 線の件。50%_引きではありません。',
  ];
  beforeAll(async () => {
    const [place] = await rows<{ id: string; author: string; org: string }>(
      `SELECT t.id, t.created_by AS author, t.org_id AS org FROM thread t WHERE t.kind = 'thread' ORDER BY id LIMIT 1`,
    );
    threadIds.push(place!.id);
    for (const [i, body] of BODIES.entries()) {
      await rows(
        `INSERT INTO post (id, thread_id, seq, author_id, org_id, client_id, body, lang, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'ja', now())`,
        [newId(), place!.id, 9000 + i, place!.author, place!.org, newId(), body],
      );
    }
  });
  const seqs = async (q: string) =>
    (await find(staff, { q, threadId: threadIds[0]!, order: 'newest' })).hits
      .map(({ href }) => Number(/around=(\d+)/.exec(href)![1]) - 9000)
      .filter((n) => n >= 0)
      .sort();

  test.each<[string, number[]]>([
    ['がいど', [0]],
    ['ｶﾞｲﾄﾞﾗｲﾝ', [0]],
    ['muller', [0, 1]],
    ['MÜLLER', [0, 1]],
    ['高橋', [0]],
    ['肺', [2]],
    ['検診', [2]],
    ['ct', [1, 2]],
    ['Ｃ', []],
    ['x', [3]],
    ['CT guideline', [1]],
    ['"CT screening"', [1]],
    ['"screening CT"', []],
    ['uideline', []],
    ['50%_引き', [3]],
    ['%', []],
  ])('%s', async (q, expected) => {
    expect(await seqs(q)).toEqual(expected);
  });

  test.each([
    "' OR 1=1 --",
    '"; DROP TABLE search_doc; --',
    '\\',
    '%%%___',
    '((((((((',
    '\u0000医療',
    '\ud800',
    '﷽'.repeat(60),
    'ｱ゙'.repeat(100),
    'a'.repeat(200),
    '医'.repeat(200),
    'a b c d e f g h i j k l m n o p',
    '👩‍⚕️🇯🇵',
    'Z̵̢̛͖̯a̸͉l̷g̶o̷',
  ])('a strange question is only a question: %j', async (q) => {
    const answer = await find(staff, { q }).catch((error: { code?: string }) => error);
    expect(answer).toSatisfy(
      (given: { count?: number; code?: string }) =>
        given.code === 'INVALID_INPUT' || typeof given.count === 'number',
    );
    expect((await find(staff, { q: '肺がん' })).count).toBeGreaterThan(0);
  });

  test.each(['ja', 'en'] as const)(
    'what is shown of a record is in the reader’s own %s',
    async (lang) => {
      const asked = { q: 'CT', kind: 'organisation' } as const;
      const actor = { ...staff.actor, lang };
      const { hits } = await staff.call('search.everything', asked, { actor });
      const shown = hits.filter(({ snippet }) => snippet.some((piece) => piece.hit));
      expect(shown.length).toBeGreaterThan(0);
      expect(new Set(shown.map(({ snippetLang }) => snippetLang))).toEqual(new Set([lang]));
    },
  );

  test('a question too long is refused', async () => {
    await expect(find(staff, { q: '医'.repeat(201) })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  test('while one types, what is called so comes first', async () => {
    const { hits } = await staff.call('search.instant', { q: '青葉' });
    expect(hits.length).toBeGreaterThan(0);
    expect(hits.length).toBeLessThanOrEqual(8);
    expect(hits[0]!.title.some(({ hit }) => hit)).toBe(true);
  });
});

describe('many posts', () => {
  // Over nine spans of thirty days.
  const COUNT = 9_600;
  beforeAll(async () => {
    await asOwner(forum.db.ownerUrl, async (sql) => {
      const [place] =
        await sql`SELECT t.id, t.created_by, t.org_id FROM thread t ORDER BY id LIMIT 1`;
      await sql`ALTER TABLE post DISABLE TRIGGER search_touch`;
      await sql`
        INSERT INTO post (id, thread_id, seq, author_id, org_id, client_id, body, lang, at)
        SELECT gen_random_uuid(), ${place!['id']}, 10000 + i, ${place!['created_by']}, ${place!['org_id']}, gen_random_uuid(),
               '定例の連絡。' || CASE WHEN i % 400 = 0 THEN '稀覯本' ELSE '' END || CASE WHEN i <= 30 THEN '太古譚' ELSE '' END,
               'ja', now() - (${COUNT}::int - i) * interval '40 minutes'
          FROM generate_series(1, ${COUNT}::int) AS i`;
      await sql`ALTER TABLE post ENABLE TRIGGER search_touch`;
      await sql`
        INSERT INTO search_doc (record_id, kind, scope_id, org_id, langs, at, title, text)
        SELECT record_id, kind, scope_id, org_id, langs, at, search_fold(title), search_fold(body)
          FROM search_source WHERE kind = 'post' ON CONFLICT DO NOTHING`;
      await sql`VACUUM ANALYZE search_doc`;
    });
  }, 120_000);

  test('a frequent word is found in the newest spans, and counted to the cap', async () => {
    const answer = await find(staff, { q: '定例', order: 'newest' });
    expect(answer).toMatchObject({ count: 300, more: true });
    const times = answer.hits.map(({ at }) => at!.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  test('newest first goes on beyond what is counted', async () => {
    let after: string | undefined;
    const seen = new Set<string>();
    for (let page = 0; page < 32; page += 1) {
      const answer = await find(staff, { q: '定例', order: 'newest', ...(after && { after }) });
      for (const { id } of answer.hits) seen.add(id);
      expect(answer.hits).toHaveLength(20);
      after = answer.next!;
    }
    expect(seen.size).toBe(32 * 20);
  });

  test('a rare word, and one of long ago only, are all found', async () => {
    expect((await find(staff, { q: '稀覯' })).count).toBe(COUNT / 400);
    expect((await find(staff, { q: '稀覯本' })).count).toBe(COUNT / 400);
    expect((await find(staff, { q: '太古譚', order: 'newest' })).count).toBe(30);
    expect((await find(staff, { q: '存在せぬ語' })).count).toBe(0);
  });

  test('a filter finds beyond the cap what the newest do not show', async () => {
    const recent = await find(staff, { q: '定例', days: 30 });
    expect(recent).toMatchObject({ count: 300, more: true });
    // One in 40 minutes, seven days long.
    const week = await find(staff, { q: '定例', days: 7 });
    expect(week.count).toBeGreaterThanOrEqual(250);
    expect(week.count).toBeLessThanOrEqual(254);
    const [other] = await rows<{ id: string }>(
      `SELECT t.id FROM thread t WHERE t.id <> (SELECT id FROM thread ORDER BY id LIMIT 1) LIMIT 1`,
    );
    expect((await find(staff, { q: '定例の連絡', threadId: other!.id })).count).toBe(0);
  });
});
