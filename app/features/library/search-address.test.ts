import { describe, expect, it } from 'vitest';
import { readSearch } from './read-search.ts';
import { addressOf, onlyWith, without } from './search-address.ts';

describe('the address of a library search', () => {
  it('is the state of the page: reading it gives the search back', () => {
    const address = '/library?q=%E3%81%8C%E3%82%93&country=SG&country=TH&stage=scale-up&page=2';
    const search = readSearch(new URLSearchParams(address.split('?')[1]));
    expect(search).toMatchObject({
      q: 'がん',
      country: ['SG', 'TH'],
      stage: ['scale-up'],
      page: 2,
    });
    expect(addressOf(search)).toBe(address);
  });

  it('goes back to the first page when a choice is taken away', () => {
    const search = readSearch(new URLSearchParams('country=SG&country=TH&page=3'));
    expect(addressOf(without(search, 'country', 'TH'))).toBe('/library?country=SG');
  });

  it('survives what nobody could have meant', () => {
    const search = readSearch(new URLSearchParams('page=-4&country=<x>&country=TH&country=TH'));
    expect(search.country).toEqual([]);
    expect(readSearch(new URLSearchParams('page=zwei&country=TH&country=TH')).country).toEqual([
      'TH',
    ]);
  });

  it('leads from a subject to what carries it', () => {
    expect(onlyWith('disease', 'cancer')).toBe('/library?disease=cancer');
  });
});
