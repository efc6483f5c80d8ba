import {
  translate,
  type Dictionary,
  type Lang,
  type Vars,
} from '#server/platform/i18n/translate.ts';
import type { ConsentTextLang, ConsentTextVersion } from '../plain.ts';
import en11 from './texts/2026-11.en.json' with { type: 'json' };
import ja11 from './texts/2026-11.ja.json' with { type: 'json' };
import ko11 from './texts/2026-11.ko.json' with { type: 'json' };
import zh11 from './texts/2026-11.zh.json' with { type: 'json' };
import en12 from './texts/2026-12.en.json' with { type: 'json' };
import ja12 from './texts/2026-12.ja.json' with { type: 'json' };
import ko12 from './texts/2026-12.ko.json' with { type: 'json' };
import zh12 from './texts/2026-12.zh.json' with { type: 'json' };
import en01 from './texts/2027-01.en.json' with { type: 'json' };
import ja01 from './texts/2027-01.ja.json' with { type: 'json' };
import ko01 from './texts/2027-01.ko.json' with { type: 'json' };
import zh01 from './texts/2027-01.zh.json' with { type: 'json' };
import en02 from './texts/2027-02.en.json' with { type: 'json' };
import ja02 from './texts/2027-02.ja.json' with { type: 'json' };
import ko02 from './texts/2027-02.ko.json' with { type: 'json' };
import zh02 from './texts/2027-02.zh.json' with { type: 'json' };

/** The keys of the wording in force; an earlier one may know fewer. A test holds the languages to them. */
export type WordingKey = keyof typeof en02;

/** A wording that somebody has signed is never changed: a new one is another version. */
export const WORDINGS: Record<ConsentTextVersion, Record<ConsentTextLang, Dictionary>> = {
  '2027-02': { ja: ja02, en: en02, zh: zh02, ko: ko02 },
  '2027-01': { ja: ja01, en: en01, zh: zh01, ko: ko01 },
  '2026-12': { ja: ja12, en: en12, zh: zh12, ko: ko12 },
  '2026-11': { ja: ja11, en: en11, zh: zh11, ko: ko11 },
};

/** A wording as a function of its keys; what this version does not say is empty. */
export function wordingOf(version: ConsentTextVersion, lang: Lang) {
  const texts = WORDINGS[version][lang];
  // On paper there is no reader's direction: isolates would be characters without a shape.
  return (key: WordingKey, vars?: Vars): string =>
    key in texts ? translate(texts, key, vars, lang).replace(/[\u2068\u2069]/g, '') : '';
}
