import type { AuthorView } from '#server/discussions/views.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { nameFor } from '#app/features/discussions/names.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';

const NAMED = 3;

/** What a conversation is called: the name it was given, else the names of those in it. */
export function conversationName(
  one: { title: string; others: readonly AuthorView[] },
  t: T<'direct'>,
  lang: Lang,
  format: Format,
): string {
  if (one.title) return one.title;
  const names = one.others.map((person) => nameFor(person, lang).text);
  if (names.length === 0) return t('alone');
  if (names.length <= NAMED + 1) return format.list(names);
  return t('andMore', {
    names: format.list(names.slice(0, NAMED)),
    count: names.length - NAMED,
  });
}
