import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readIcdList } from './list.ts';

const BLOCKS = ['C50-C50', 'I30-I52'];
const HEADING = 'code,ja,en,zh,ko,synonyms';

test('a list is read whatever the order of its columns and the writing of its codes', () => {
  const { rows, faults } = readIcdList(
    '\ufeffEN,note,Code,ja,synonyms\r\n"Stenosis, aortic",x,i350,大動脈弁狭窄（症）,AS|大動脈弁狭窄|AS\r\n',
    BLOCKS,
  );
  expect(faults).toEqual([]);
  expect(rows).toEqual([
    {
      code: 'I35.0',
      level: 'code',
      parent: 'I30-I52',
      labels: { ja: '大動脈弁狭窄（症）', en: 'Stenosis, aortic' },
      synonyms: ['AS', '大動脈弁狭窄'],
    },
  ]);
});

test('every fault is named with its line, also behind a name that runs over two lines', () => {
  const { faults } = readIcdList(
    [
      HEADING,
      'heart,心臓,Heart,,,',
      'C50,乳房,"Breast,\nmalignant",,,',
      'I35,,,瓣膜,판막,',
      'Z99,依存,Dependence,,,',
      'c50,乳房,Breast,,,',
      ',無,None,,,',
    ].join('\n'),
    BLOCKS,
  );
  expect(faults).toEqual([
    { line: 2, fault: '"heart" is no code of ICD-10' },
    { line: 5, fault: 'I35 has a name neither in ja nor in en' },
    { line: 6, fault: 'no block of ICD-10 holds Z99' },
    { line: 7, fault: 'C50 is on line 4 already' },
    { line: 8, fault: 'no code' },
  ]);
});

test('what is no list is said to be none', () => {
  expect(readIcdList('name\nHeart\n', BLOCKS).faults).toEqual([
    { line: 1, fault: 'no column code, ja, en' },
  ]);
  expect(readIcdList(`${HEADING}\nI35,"open`, BLOCKS).faults[0]!.fault).toContain('not CSV');
});

test('the list that comes with the forum has no faults, and a name in each language for each code', () => {
  const { blocks } = JSON.parse(readFileSync('prisma/seed/data/icd10.json', 'utf8')) as {
    blocks: { range: string }[];
  };
  const text = readFileSync('prisma/seed/data/icd10-codes.csv', 'utf8');
  const { rows, faults } = readIcdList(
    text,
    blocks.map(({ range }) => range),
  );
  expect(faults).toEqual([]);
  expect(rows.length).toBeGreaterThan(100);
  for (const { code, labels } of rows) {
    expect(Object.keys(labels), code).toEqual(['ja', 'en', 'zh', 'ko']);
  }
});
