import { describe, expect, it } from 'vitest';
import { CONSENT_TEXT_LANGS, CONSENT_TEXT_VERSION, CONSENT_TEXT_VERSIONS } from '../plain.ts';
import { consentSheet, type ConsentTerms } from './sheet.ts';
import { WORDINGS } from './wording.ts';

const terms: ConsentTerms = {
  textVersion: CONSENT_TEXT_VERSION,
  textLang: 'en',
  lang: 'en',
  covers: ['platform', 'hospital', 'abroad'],
  hospitals: [],
  sender: { ja: '紹介元病院', en: 'Sending Hospital' },
  abroadCountries: ['MN'],
  abroadUnknown: null,
  validTo: null,
};
const subject = { name: 'GANBOLD BATBAYAR', birthDate: '1964-03-02', code: 'K7QF2M9X-3' };
const sheet = (change: Partial<ConsentTerms> = {}) =>
  consentSheet({ ...terms, ...change }, subject);
const textOf = (of: ReturnType<typeof sheet>, key: string) =>
  of.parts.find((part) => part.key === key)!.text;
const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

describe('the wording of the consent', () => {
  it('says the same things in every language, with the same places to fill', () => {
    for (const version of CONSENT_TEXT_VERSIONS) {
      const { en, ...others } = WORDINGS[version];
      for (const [lang, texts] of Object.entries(others)) {
        expect(Object.keys(texts).sort(), `${version} ${lang}`).toEqual(Object.keys(en).sort());
        for (const [key, text] of Object.entries(texts)) {
          expect([key, new Set(places(text))]).toEqual([key, new Set(places(en[key]!))]);
        }
      }
    }
  });

  it('leaves no place open, in any version and language', () => {
    for (const textVersion of CONSENT_TEXT_VERSIONS) {
      for (const textLang of CONSENT_TEXT_LANGS) {
        for (const abroadUnknown of [null, 'placeOpen', 'payerOpen'] as const) {
          const words = JSON.stringify(sheet({ textVersion, textLang, abroadUnknown, lang: 'mn' }));
          expect(words).not.toMatch(/\{\w+\}/);
        }
      }
    }
  });

  it('names the hospitals, or says that it is for those that are asked', () => {
    const named = sheet({ hospitals: [{ en: 'Aoba' }, { en: 'Shiomi' }] });
    expect(textOf(named, 'recipients')).toContain('Aoba and Shiomi');
    expect(textOf(sheet(), 'recipients')).toContain('Member hospitals of MEJ Forum');
  });

  it('says that others may be asked where it names hospitals, and what those see', () => {
    const named = { hospitals: [{ en: 'Aoba' }] };
    const asked = { ...named, covers: ['platform', 'hospital', 'broadcast'] as const };
    expect(textOf(sheet(asked), 'recipients')).toContain('without any document');
    expect(textOf(sheet(named), 'recipients')).not.toContain('may be asked as well');
    expect(textOf(sheet({ covers: asked.covers }), 'recipients')).not.toContain('asked as well');
  });

  it('names the countries outside Japan; while they are open, why, and which ones it may be', () => {
    expect(textOf(sheet(), 'abroad')).toContain('Countries they go to: Mongolia');
    const open = sheet({ abroadUnknown: 'placeOpen', abroadCountries: ['MN', 'KR'] });
    expect(textOf(open, 'abroad')).toContain('It is not decided yet which one');
    expect(textOf(open, 'abroad')).toContain('Mongolia and South Korea');
    const none = textOf(sheet({ covers: ['platform', 'hospital'], abroadCountries: [] }), 'abroad');
    expect(none).toContain('The information goes to Japan');
    expect(none).not.toContain('Countries');
  });

  it('marks what was agreed to and nothing else', () => {
    const agreed = sheet().agreed.items.filter((item) => item.agreed);
    expect(agreed.map(({ cover }) => cover)).toEqual(['platform', 'hospital', 'abroad']);
  });

  it('says until when it holds, and in which language it was explained where that is another', () => {
    expect(textOf(sheet({ validTo: '2027-06-30' }), 'rights')).toContain('until 30 June 2027');
    expect(sheet().explained).toBe('');
    expect(sheet({ lang: 'mn' }).explained).toContain('Mongolian');
    expect(sheet({ lang: '12' }).explained).toContain('12');
  });
});
