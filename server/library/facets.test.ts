import { describe, expect, it } from 'vitest';
import { matchesFacets, patternsOf } from './facets.ts';
import { opening } from './opening.ts';
import { LibrarySearch } from './schemas.ts';

describe('the words of a library search', () => {
  it('are folded to one width and case, and each is looked for', () => {
    expect(patternsOf('ＡＩ　画像診断 ai')).toEqual(['%ai%', '%画像診断%']);
  });

  it('are taken as they are written, wildcards included', () => {
    expect(patternsOf('50% a_b \\')).toEqual(['%50\\%%', '%a\\_b%', '%\\\\%']);
  });

  it('are at most eight', () => {
    expect(patternsOf('a b c d e f g h i j')).toHaveLength(8);
  });
});

describe('the facets of a library search', () => {
  const search = LibrarySearch.parse({ country: ['TH', 'SG'], stage: ['scale-up'] });

  it('are joined across and leave out the one whose counts are wanted', () => {
    expect(matchesFacets(search).values).toEqual([['TH', 'SG'], ['scale-up']]);
    expect(matchesFacets(search, 'country').values).toEqual([['scale-up']]);
  });

  it('let everything through where nothing is chosen', () => {
    expect(matchesFacets(LibrarySearch.parse({})).text).toBe('true');
  });
});

describe('the opening of a text', () => {
  it('ends with a sentence where one ends late enough', () => {
    expect(opening('最初の文です。次の文はとても長く続きます。', 12)).toBe('最初の文です。');
  });

  it('is cut between words otherwise', () => {
    expect(opening('one two three four five', 14)).toBe('one two three…');
  });

  it('is the whole text where it is short', () => {
    expect(opening('short', 10)).toBe('short');
  });
});
