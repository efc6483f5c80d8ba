import { describe, expect, it } from 'vitest';
import { namesIn, usesOf, withOfficial } from './plain.ts';

const TERMS = [
  {
    names: { ja: '経済産業省', en: 'Ministry of Economy, Trade and Industry' },
    also: { ja: ['経産省'], en: ['METI', 'Ministry of Economy'] },
  },
  { names: { ja: '産業省', en: 'Ministry of Industry' }, also: {} },
  { names: { ja: '認定', en: '' }, also: {} },
];
const names = (text: string) => namesIn(text, 'ja', 'en', TERMS);

describe('official names', () => {
  it('are found in a source by name or other spelling, the longest of each place, each once', () => {
    expect(
      names('経産省と経済産業省の認定').map(({ found, official }) => [found, official]),
    ).toEqual([['経済産業省', 'Ministry of Economy, Trade and Industry']]);
    expect(names('産業省へ')).toMatchObject([{ official: 'Ministry of Industry' }]);
  });

  it('are told from other spellings, as words of their own and in any case', () => {
    const asked = names('経済産業省');
    const state = (text: string) => usesOf(text, asked)[0];
    expect(state('the ministry of economy, trade and industry')).toMatchObject({
      state: 'official',
    });
    expect(state('METI said')).toMatchObject({ state: 'other', used: 'METI' });
    expect(state('METIS said')).toMatchObject({ state: 'open', used: null });
  });

  it('replace every place of the other spelling and nothing else', () => {
    expect(withOfficial('METI, METIS and meti', 'METI', 'X')).toBe('X, METIS and X');
  });
});
