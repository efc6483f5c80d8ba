import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import { formatFor } from '#server/platform/i18n/format.ts';
import { blockCode, reasonViews, words } from './view.ts';

type Candidate = Answer<'referrals.candidates'>['candidates'][number];
export type CandidateView = ReturnType<typeof candidateViews>[number];

/** The candidates of a case in the reader's language, days and names ready to be read. */
export function candidateViews({ candidates, names }: Answer<'referrals.candidates'>, lang: Lang) {
  const format = formatFor(lang);
  const day = (on: string | null) => (on ? format.calendarDate(on) : null);
  return candidates.map((each: Candidate) => {
    const reasons = reasonViews(
      each.parts.map(({ reason }) => reason),
      names,
      lang,
    );
    return {
      orgId: each.orgId,
      name: words(each.name, lang),
      city: label(each.city, lang),
      monogram: each.monogram,
      hue: each.hue,
      score: each.score,
      parts: each.parts.map(({ points }, i) => ({ points, reason: reasons[i]! })),
      doubts: each.doubts.map((doubt) => ({
        kind: doubt.kind,
        cost: doubt.cost,
        code: doubt.kind === 'certificationLapsed' ? doubt.code : '',
        day: day(
          doubt.kind === 'limited'
            ? doubt.until
            : doubt.kind === 'certificationLapsed'
              ? doubt.validTo
              : null,
        ),
      })),
      unknown: each.unknown.map((unknown) => ({
        kind: unknown.kind,
        of: 'of' in unknown ? unknown.of : null,
        day: day(
          unknown.kind === 'capacity'
            ? unknown.since
            : unknown.kind === 'old'
              ? unknown.reviewedOn
              : null,
        ),
      })),
      obstacles: each.obstacles.map((obstacle) => ({
        kind: obstacle.kind,
        code: 'code' in obstacle ? blockCode(obstacle.code) : '',
        standing: obstacle.kind === 'standingLapsed' ? obstacle.code : null,
        day: day(
          'until' in obstacle ? obstacle.until : 'validTo' in obstacle ? obstacle.validTo : null,
        ),
        evidence:
          'evidence' in obstacle && obstacle.evidence ? words(obstacle.evidence, lang) : null,
      })),
    };
  });
}
