import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { clinicalView, entryViews, questionViews, reasonViews, teaserView } from './view.ts';

type Told = {
  offer: Answer<'referrals.offerPage'>;
  teaser: Answer<'referrals.teaser'> | null;
  clinical: Answer<'referrals.clinical'> | null;
  questions: Answer<'referrals.questions'>;
  papers: Answer<'papers.ofOffer'>;
};

export type OfferData = ReturnType<typeof offerData> & {
  /** An online second opinion is asked for, before a journey or instead of it. */
  aim: 'before' | 'instead' | null;
};
export type AskedData = NonNullable<OfferData['asked']>;

/** An offer in the reader's language: open with what is asked, or closed with one's own answer. */
export function offerData({ offer, teaser, clinical, questions, papers }: Told, lang: Lang) {
  const { asked, own, offerId, version, withoutConsent, givesBack, now } = offer;
  return {
    now,
    offerId,
    version,
    withoutConsent,
    givesBack,
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
            lapsed: asked.lapsed,
            today: asked.today,
            /** The department that the case asks for, as a start. */
            department: label(
              asked.departments.find(({ specialty }) => specialty === asked.specialty)?.label,
              lang,
            ),
            departments: asked.departments.map((each) => label(each.label, lang)),
            questions: questionViews(questions, lang),
            papers,
            timeline: entryViews(asked.timeline, lang),
            asOf: asked.asOf,
          }
        : null,
  };
}
