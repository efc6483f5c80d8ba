import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { unwrapWoff } from './woff.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';

const { resolve } = createRequire(import.meta.url);
const plexJp = (weight: string) =>
  resolve(`@ibm/plex-sans-jp/fonts/complete/woff/hinted/IBMPlexSansJP-${weight}.woff`);
const plex = (subset: string, weight: number) =>
  resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-${subset}-${weight}-normal.woff`);
const plexArabic = (weight: number) =>
  resolve(
    `@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-${weight}-normal.woff`,
  );
const plexThai = (weight: number) =>
  resolve(`@fontsource/ibm-plex-sans-thai/files/ibm-plex-sans-thai-thai-${weight}-normal.woff`);
const notoSc = (weight: number) =>
  resolve(
    `@openfonts/noto-sans-sc_chinese-simplified/files/noto-sans-sc-chinese-simplified-${weight}.woff`,
  );
const notoKr = (weight: number) =>
  resolve(`@openfonts/noto-sans-kr_korean/files/noto-sans-kr-korean-${weight}.woff`);

/**
 * The faces, and in which order they are asked for a character. Plex Sans JP is the complete one, with
 * 髙 𠮷 﨑 德 鷗 and half-width kana, as names have them; the others fill in what it lacks: Vietnamese
 * and Mongolian letters, Arabic, Thai, simplified characters, Hangul.
 */
const FACES = {
  PlexJP: { normal: plexJp('Regular'), bold: plexJp('SemiBold') },
  PlexVietnamese: { normal: plex('vietnamese', 400), bold: plex('vietnamese', 600) },
  PlexCyrillic: { normal: plex('cyrillic-ext', 400), bold: plex('cyrillic-ext', 600) },
  PlexLatin: { normal: plex('latin-ext', 400), bold: plex('latin-ext', 600) },
  PlexArabic: { normal: plexArabic(400), bold: plexArabic(600) },
  PlexThai: { normal: plexThai(400), bold: plexThai(600) },
  NotoSC: { normal: notoSc(400), bold: notoSc(700) },
  NotoKR: { normal: notoKr(400), bold: notoKr(700) },
} as const;
export type Face = keyof typeof FACES;
export const FACE_NAMES = Object.keys(FACES) as Face[];

/** Every file with the name by which pdfmake asks for it. */
const FILES: ReadonlyMap<string, string> = new Map(
  FACE_NAMES.flatMap((face) =>
    (['normal', 'bold'] as const).map((style) => [`${face}-${style}`, FACES[face][style]]),
  ),
);
export const fontFiles: readonly string[] = [...FILES.keys()];
/** What pdfmake is told of the faces. */
export const fontDescriptors = Object.fromEntries(
  FACE_NAMES.map((face) => {
    const [normal, bold] = [`${face}-normal`, `${face}-bold`];
    return [face, { normal, bold, italics: normal, bolditalics: bold }];
  }),
);

const unwrapped = new Map<string, Buffer>();

/** The bytes of a font file, read once. */
export function fontBytes(name: string): Buffer {
  let bytes = unwrapped.get(name);
  if (!bytes) unwrapped.set(name, (bytes = unwrapWoff(readFileSync(FILES.get(name)!))));
  return bytes;
}

/** The geta: what Japanese printers set where a type is missing. */
export const MISSING = '〓';
const HAN = /\p{Script=Han}/u;
/** Marks that join the character before them, and spaces, stay in its face. */
const JOINS = /^[\p{M}\u200d\s]$/u;
/** As many Arabic letters as a line of the narrowest column takes. */
const ARABIC_LINE = 32;

const opened = new Map<Face, Font>();

export type Run = { text: string; face: Face };

/**
 * Cuts a text into runs that one face each can print. What no face has becomes 〓 and is added to
 * `missing`, so that nobody takes such a paper for complete.
 */
export function runsOf(text: string, lang: Lang, missing: Set<string>): Run[] {
  const runs: Run[] = [];
  for (const character of text.normalize('NFC')) {
    const last = runs.at(-1);
    if (last && JOINS.test(character) && has(last.face, character)) {
      last.text += character;
      continue;
    }
    const face = faceFor(character, lang);
    if (!face) missing.add(character);
    const run = { text: face ? character : MISSING, face: face ?? 'PlexJP' } as const;
    if (last?.face === run.face) last.text += run.text;
    else runs.push({ ...run });
  }
  return runs.map((run) =>
    run.face === 'PlexArabic' ? { ...run, text: fromTheRight(run.text) } : run,
  );
}

/**
 * The press sets words from the left. Words that no common space divides are shaped together, from the
 * right as they are read, so each line of a text in Arabic letters is made one word.
 */
function fromTheRight(text: string): string {
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/su.exec(text)!;
  const lines: string[] = [];
  for (const word of words!.split(/\s+/u)) {
    const line = `${lines.at(-1)}\u00a0${word}`;
    if (lines.length > 0 && line.length <= ARABIC_LINE) lines[lines.length - 1] = line;
    else lines.push(word);
  }
  return before! + lines.join('\n') + after!;
}

function faceFor(character: string, lang: Lang): Face | null {
  if (/[\n\r\t]/.test(character)) return 'PlexJP';
  // Chinese forms in a Chinese paper, Japanese ones elsewhere.
  if (lang === 'zh' && HAN.test(character) && has('NotoSC', character)) return 'NotoSC';
  return FACE_NAMES.find((face) => has(face, character)) ?? null;
}

function has(face: Face, character: string): boolean {
  if (/[\n\r\t]/.test(character)) return true;
  let font = opened.get(face);
  if (!font) {
    font = create(fontBytes(`${face}-normal`)) as Font;
    opened.set(face, font);
  }
  return font.hasGlyphForCodePoint(character.codePointAt(0)!);
}
