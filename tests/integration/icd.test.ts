import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '#server/platform/database/transaction.ts';
import { loadIcd } from '#server/referrals/icd/load.ts';
import type { IcdHit } from '#server/referrals/icd/search.ts';
import { testForum, type Someone, type TestForum } from '#tests/fixtures/test-forum.ts';

let forum: TestForum;
let database: Database;
let partner: Someone;

beforeAll(async () => {
  forum = await testForum({ seed: true });
  database = openDatabase(forum.db.appUrl, { max: 1, statementTimeoutMs: 20_000 });
  partner = await forum.as('partner@altangol.example');
}, 60_000);
afterAll(async () => {
  await database?.close();
  await forum?.close();
});

const hits = async (q: string, limit?: number): Promise<IcdHit[]> =>
  (await partner.call('referrals.searchIcd', { q, ...(limit && { limit }) })).hits;
const codes = async (q: string, limit?: number) => (await hits(q, limit)).map(({ code }) => code);

test('chapters, blocks and the codes that come with the forum are there, every one folded', async () => {
  const { rows } = await forum.run(
    `SELECT level, count(*)::int AS count FROM icd_entry WHERE folded <> '||' GROUP BY level ORDER BY level`,
    [],
  );
  expect(rows).toEqual([
    { level: 'block', count: 237 },
    { level: 'chapter', count: 22 },
    { level: 'code', count: 119 },
  ]);
});

test.each([
  ['I35.0', ['I35.0', 'I30-I52']],
  ['i350', ['I35.0', 'I30-I52']],
  ['Ｉ３５', ['I35', 'I35.0', 'I35.1', 'I35.2', 'I35.8', 'I35.9', 'I30-I52']],
  ['I30-I52', ['I30-I52']],
  ['C50', ['C50', 'C50-C50', 'C50.0']],
])(
  'by a code, however it is written: the code, those that begin so, the block that holds it: %s',
  async (q, first) => {
    expect((await codes(q)).slice(0, first.length)).toEqual(first);
  },
);

test('words that look like a code are words where no such code is known', async () => {
  expect(await codes('B12')).not.toContain('H15-H22');
  expect(await codes('H1N1')).not.toContain('H15-H22');
  expect((await codes('C5'))[0]).toBe('C50');
});

test.each([
  ['胃癌', 'C16'],
  ['胃がん', 'C16'],
  ['乳', 'C50'],
  ['ファロー', 'Q21.3'],
  ['ふぁろー', 'Q21.3'],
  ['FALLOT', 'Q21.3'],
  ['aortic stenosis', 'I35.0'],
  ['stenosis aort', 'I35.0'],
  ['肺癌', 'C34'],
  ['유방암', 'C50'],
  ['moyamoya', 'I67.5'],
  ['結核', 'A15-A19'],
])('by words of any of the four languages, kana and width folded: %s', async (q, code) => {
  expect(await codes(q)).toContain(code);
});

test('what is called so comes before what only has the word in it', async () => {
  expect((await codes('脳梗塞'))[0]).toBe('I63');
  expect((await codes('heart failure'))[0]).toBe('I50');
});

test('a word of a chapter finds the blocks of the chapter', async () => {
  const found = await hits('neoplasms', 50);
  expect(found.some(({ code }) => code === 'D10-D36')).toBe(true);
  expect(found.every(({ level }) => level === 'block' || level === 'code')).toBe(true);
});

test('what was found under another name says under which, and a code says its block', async () => {
  const [found] = await hits('gastric cancer');
  expect(found).toMatchObject({
    code: 'C16',
    level: 'code',
    foundAs: 'gastric cancer',
    block: { code: 'C15-C26', labels: { ja: expect.any(String) } },
  });
  expect((await hits('mitral'))[0]!.foundAs).toBeNull();
});

test.each(['xyzzy', '…', '%', "'", '|'])('what nothing is called finds nothing: %s', async (q) => {
  expect(await codes(q)).toEqual([]);
});

test('whoever may begin no case searches none', async () => {
  const member = await forum.as('society@aozora.example');
  await expect(member.call('referrals.searchIcd', { q: 'heart' })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a block that the vocabulary names anew is found by the new name alone', async () => {
  await forum.run(
    `UPDATE term SET labels = labels || '{"en": "Quartz illness"}' WHERE vocabulary = 'icdBlocks' AND code = 'J60-J70'`,
    [],
  );
  expect(await codes('quartz')).toEqual(['J60-J70']);
  expect(await codes('external agents')).not.toContain('J60-J70');
});

test('a list is loaded whole or not at all, and again without a change', async () => {
  const good =
    'code,ja,en,synonyms\nA15.0,肺結核,Tuberculosis of lung,はいけっかく\nI35.0,大動脈弁狭窄,Aortic stenosis,\n';
  const refused = await loadIcd(database, `${good}A99x,,,\nbone,骨,Bone,\n`);
  expect(refused.faults.map(({ line }) => line)).toEqual([4, 5]);
  expect(await codes('はいけっかく')).toEqual([]);

  expect(await loadIcd(database, good)).toMatchObject({ added: 1, changed: 1, same: 0 });
  expect(await codes('ハイケッカク')).toEqual(['A15.0']);
  expect(await loadIcd(database, good)).toMatchObject({ added: 0, changed: 0, same: 2 });
  expect(await codes('I35.9')).toContain('I35.9');
});
