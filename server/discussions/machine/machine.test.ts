import { describe, expect, it } from 'vitest';
import { checkCharacter, namesACase } from '#server/platform/ids.ts';
import { libreTranslate } from './libre-translate.ts';
import { wordsOf, type TranslatableText } from './translatable.ts';

const signal = new AbortController().signal;
const way = { from: 'ja', to: 'en' } as const;

describe('what may go to a translation server', () => {
  it('is no string, whatever a module says of it', async () => {
    const server = libreTranslate({ url: 'http://127.0.0.1:9' });
    // @ts-expect-error -- a string is no TranslatableText
    const asString = server.translate(['患者の名前'], way, signal);
    await expect(asString).rejects.toThrow('may not leave');
    const cast = { words: '患者の名前' } as unknown as TranslatableText;
    await expect(server.translate([cast], way, signal)).rejects.toThrow('may not leave');
    expect(() => wordsOf(Object.freeze({}) as TranslatableText)).toThrow('may not leave');
  });
});

describe('a case in a text', () => {
  const code = `K7QF2M9X-${checkCharacter('K7QF2M9X')}`;

  it('is known by its code, in any case, width and kind of hyphen', () => {
    for (const text of [
      `案件${code}の件です`,
      code.toLowerCase(),
      code.replace('-', '－'),
      code.replace('-', '‐'),
      [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(''),
    ]) {
      expect(namesACase(text), text).toBe(true);
    }
  });

  it('is not seen in words that look alike', () => {
    const wrong = checkCharacter('K7QF2M9X') === '3' ? '4' : '3';
    for (const text of ['standard-based', `K7QF2M9X-${wrong}`, 'an ordinary text', '2026-11-27']) {
      expect(namesACase(text), text).toBe(false);
    }
  });
});
