import { expect, test } from 'vitest';
import { diseaseText, readDisease } from './disease.ts';

const BLOCKS = ['C50-C50', 'I30-I52'];

test.each([
  ['I35.0 Aortic (valve) stenosis', { icdBlock: 'I30-I52', icdCode: 'I35.0' }],
  ['ｉ３５０　大動脈弁狭窄（症）', { icdBlock: 'I30-I52', icdCode: 'I35.0' }],
  ['I30–I52 Other forms of heart disease', { icdBlock: 'I30-I52', icdCode: '' }],
  ['i30-i52', { icdBlock: 'I30-I52', icdCode: '' }],
  ['C50', { icdBlock: 'C50-C50', icdCode: 'C50' }],
  ['', { icdBlock: '', icdCode: '' }],
])('an illness is read from the code that a text begins with: %s', (text, disease) => {
  expect(readDisease(text, BLOCKS)).toEqual(disease);
});

test.each(['heart', 'Z99 Dependence', 'I350000X', 'I35.0.1'])(
  'what names no illness is no block of the vocabulary: %s',
  (text) => {
    expect(BLOCKS).not.toContain(readDisease(text, BLOCKS).icdBlock);
  },
);

test('what the field shows is read as what was saved', () => {
  expect(readDisease(diseaseText('I30-I52', '心疾患'), BLOCKS).icdBlock).toBe('I30-I52');
  expect(readDisease(diseaseText('I35.0', ''), BLOCKS).icdCode).toBe('I35.0');
});
