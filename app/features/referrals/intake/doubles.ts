import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { words } from '../view.ts';

export type DoubleView = ReturnType<typeof doubleViews>[number];

/** Cases that look like the same patient's, in the reader's language. */
export function doubleViews(doubles: Answer<'referrals.doubles'>, lang: Lang) {
  return doubles.map(({ partner, ...each }) => ({
    ...each,
    partner: partner && words(partner, lang),
  }));
}
