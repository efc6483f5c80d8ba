import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { todayInJapan } from '#server/referrals/rules/answer-clock.ts';
import { clinicalView, entryViews, reasonViews, teaserView } from './view.ts';

type Told = {
  offer: Answer<'referrals.offerPage'>;
  teaser: Answer<'referrals.teaser'> | null;
  clinical: Answer<'referrals.clinical'> | null;
};

export type OfferData = ReturnType<typeof offerData>;
export type AskedData = NonNullable<OfferData['asked']>;

/** An offer in the reader's language: open with what is asked, or closed with one's own answer. */
export function offerData({ offer, teaser, clinical }: Told, lang: Lang) {
  const { asked, own, offerId, version, now } = offer;
  return {
    now,
    offerId,
    version,
    own,
    asked:
      asked && teaser
        ? {
            teaser: teaserView(teaser, lang),
            clinical: clinical && clinicalView(clinical, lang),
            reasons: reasonViews(asked.reasons, asked.names, lang),
            clock: asked.clock,
            inTime: asked.inTime,
            consented: asked.consented,
            actions: asked.actions,
            mode: asked.mode,
            chosen: asked.chosen,
            /** The day it is in Japan, where every date of an answer is. */
            today: todayInJapan(new Date(now)),
            /** The department that the case asks for, as a start. */
            department: label(
              asked.departments.find(({ specialty }) => specialty === asked.specialty)?.label,
              lang,
            ),
            departments: asked.departments.map((each) => label(each.label, lang)),
            timeline: entryViews(asked.timeline, lang),
            asOf: asked.asOf,
          }
        : null,
  };
}
