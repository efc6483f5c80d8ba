import { LANGS } from '#app/i18n/lang.ts';
import { text } from '#app/page.ts';
import type { AddTerm } from '#server/glossary/schemas.ts';
import type { z } from 'zod';

type Term = z.input<typeof AddTerm>;

/** An official name as its form says it: other spellings stand a line each. */
export function termIn(form: FormData): Term {
  const names = LANGS.map((lang) => [lang, text(form, `name.${lang}`)]);
  const also = LANGS.map((lang) => [
    lang,
    text(form, `also.${lang}`)
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  ]);
  return {
    kind: text(form, 'kind') as Term['kind'],
    names: Object.fromEntries(names) as Term['names'],
    also: Object.fromEntries(also) as Term['also'],
  };
}
