// The same folding as `search_fold` in PostgreSQL, with the way back to the original: what was found
// by a folded text is marked in the text as written. tests/integration/search.test.ts compares the two.

/** The first character of scripts that are written without spaces between words. */
export const WIDE_FROM = '\u0e00';
const GONE = /[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const PAUSE =
  /[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe10-\ufe6f\uff00-\uff0f]/u;
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const OLD =
  '澤邊邉齋齊廣國學會醫體髙﨑德濱濵瀨惠眞黑龍櫻鐵藏榮圓實壽豐靜應與縣區藥臺氣發關經濟驗險續權歡觀證讓彌禮祿條單團圖轉傳變鷗曾嶋嶌冨峯舘';
const NEW =
  '沢辺辺斎斉広国学会医体高崎徳浜浜瀬恵真黒竜桜鉄蔵栄円実寿豊静応与県区薬台気発関経済験険続権歓観証譲弥礼禄条単団図転伝変鴎曽島島富峰館';
const OTHERS: Record<string, string> = {
  ...Object.fromEntries([...OLD].map((old, i) => [old, [...NEW][i]!])),
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
};
const TO_OTHERS = new RegExp(`[${Object.keys(OTHERS).join('')}]`, 'gu');
/**
 * A character with what composes with it, or would once what is not seen is gone: accents, voicing
 * marks of kana, the later parts of a hangul syllable in each of their forms, the vowel am of Thai.
 */
const CLUSTERS =
  /[^][\p{M}\u00ad\u0e33\u0eb3\u1160-\u11ff\u200b-\u200d\u2060\u3133\u3135\u3136\u313a-\u313f\u314f-\u318e\ufeff\uff9e-\uffdc]*/gu;

/** A folded text and where each of its characters comes from in the text as written. */
export type Folded = { text: string; from: number[]; to: number[] };

/** Folds a text, keeping the way back. */
export function fold(written: string): Folded {
  const folded: Folded = { text: '', from: [], to: [] };
  let last: 'pause' | 'wide' | 'narrow' = 'pause';
  const push = (character: string, from: number, to: number) => {
    folded.text += character;
    for (let i = 0; i < character.length; i += 1) {
      folded.from.push(from);
      folded.to.push(to);
    }
  };
  for (const { 0: cluster, index } of written.matchAll(CLUSTERS)) {
    for (const character of foldCluster(cluster)) {
      const now = PAUSE.test(character) ? 'pause' : character >= WIDE_FROM ? 'wide' : 'narrow';
      // One space where words part: at a pause, and between an alphabet and a script without spaces.
      if (now !== 'pause') {
        if (folded.text === '' || now !== last) push(' ', index, index);
        push(character, index, index + cluster.length);
      }
      last = now;
    }
  }
  push(' ', written.length, written.length);
  if (folded.text === ' ') push(' ', written.length, written.length);
  return folded;
}

function foldCluster(cluster: string): string {
  return cluster
    .normalize('NFKD')
    .toLowerCase()
    .replace(GONE, '')
    .replace(KATAKANA, (one) => String.fromCharCode(one.charCodeAt(0) - 0x60))
    .replace(TO_OTHERS, (one) => OTHERS[one]!)
    .normalize('NFC');
}
