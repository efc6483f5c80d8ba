import { expect, test } from 'vitest';
import { addressOf, withChoice, withoutChoices } from './search-address.ts';
import { readAsked } from './read-asked.ts';

const PROJECT = '014e1db6-dc00-7819-84d0-85534d50752a';
const asked = { q: '肺 CT', kind: 'post', projectId: PROJECT, tag: 'ct', order: 'newest' } as const;

test('an address says the search, and reads back as the same', () => {
  const address = addressOf(asked);
  expect(readAsked(new URL(address, 'http://forum').searchParams)).toEqual(asked);
});

test('a choice begins at the first page again, and can be taken back', () => {
  const further = { ...asked, after: `0_1_${PROJECT}` };
  expect(withChoice(further, 'days', '30')).toEqual({ ...asked, days: 30 });
  expect(withChoice(further, 'kind', undefined)).toEqual({
    q: '肺 CT',
    projectId: PROJECT,
    tag: 'ct',
    order: 'newest',
  });
  expect(withoutChoices(further)).toEqual({ q: '肺 CT', order: 'newest' });
});

test('a tag is the same in any case and width', () => {
  expect(readAsked(new URLSearchParams({ q: 'x', tag: ' ＣＴ' }))).toMatchObject({ tag: 'ct' });
  expect(readAsked(new URLSearchParams({ q: 'x', tag: '\u200b' }))).not.toHaveProperty('tag');
});

test('what an address cannot mean is left out', () => {
  const address = '/search?q=x&kind=referral&days=8&projectId=1&lang=de&after=%27--&order=oldest';
  expect(readAsked(new URL(address, 'http://forum').searchParams)).toEqual({
    q: 'x',
    order: 'relevance',
  });
});
