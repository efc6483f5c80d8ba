import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { words } from '#app/features/referrals/view.ts';
import type { Answer } from '#server/forum.ts';

type Told = Answer<'caseThread.messages'>;
export type ThreadView = ReturnType<typeof threadView>;
export type MessageView = ThreadView['messages'][number];
export type ThreadStanding = NonNullable<Answer<'caseThread.standing'>>;

/** A conversation in the reader's language; what people wrote stays as they wrote it. */
export function threadView(told: Told, lang: Lang) {
  const last = told.messages.at(-1)?.place ?? 0;
  const names = (read: boolean) =>
    told.readBy
      .filter(({ place }) => place >= last === read)
      .map(({ organisation }) => words(organisation, lang).text);
  return {
    ...told,
    messages: told.messages.map((each) => ({
      ...each,
      organisation: words(each.organisation, lang),
      lang: each.lang === lang ? undefined : LANG_TAGS[each.lang as Lang],
    })),
    others: told.others.map(({ id, name }) => ({ id, name: words(name, lang).text })),
    last,
    readBy: names(true),
    unreadBy: names(false),
  };
}
