import { redirect } from '@remix-run/node';
import { LANGS, type Lang } from '#app/i18n/lang.ts';
import { safeNext, text } from '#app/page.ts';
import type { Ask } from '#server/forum.ts';

type Fields = Omit<Ask<'projects.update'>, 'projectId' | 'version'>;

/** A project as its form holds it. What is wrong in it, the forum says. */
export function readProject(form: FormData): Fields {
  return {
    title: words(form, 'title'),
    summary: words(form, 'summary'),
    goals: words(form, 'goals'),
    direction: text(form, 'direction'),
    stage: text(form, 'stage'),
    privacy: text(form, 'privacy') as Fields['privacy'],
    countries: ticked(form, 'country'),
    fields: ticked(form, 'field'),
  };
}

/** `title.ja`, `title.en` … as one text in several languages. */
export function words(form: FormData, name: string): Partial<Record<Lang, string>> {
  const given = LANGS.map((lang) => [lang, text(form, `${name}.${lang}`)] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}

/** A number as it was typed, also in full-width figures and with separators; none where empty. */
export function amount(form: FormData, name: string): number | null {
  const typed = text(form, name).normalize('NFKC').replaceAll(',', '');
  return typed === '' ? null : Number(typed);
}

/** Back to the page that the form stood on. */
export function onward(form: FormData): Response {
  return redirect(safeNext(text(form, 'next'), '/discussions'));
}

function ticked(form: FormData, name: string): string[] {
  const start = `${name}.`;
  return [...form.keys()]
    .filter((key) => key.startsWith(start))
    .map((key) => key.slice(start.length));
}
