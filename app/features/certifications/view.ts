import type { Lang } from '#app/i18n/lang.ts';
import { partialDate } from '#app/i18n/partial-date.ts';
import { named } from '#app/features/membership/view.ts';
import type { Answer } from '#server/forum.ts';

/** The certifications of an organisation in the reader's language. */
export function certificationsView(answer: Answer<'certifications.page'>, lang: Lang) {
  const { organisation, certifications, lapses, writes } = answer;
  const day = (on: string | null) => (on === null ? null : partialDate(on, lang));
  return {
    orgId: organisation.id,
    slug: organisation.slug,
    ...named(organisation.name, lang),
    writes,
    lapsed: lapses.map(({ standing }) => standing),
    lines: certifications.map((one) => ({
      ...one,
      from: day(one.validFrom)!,
      to: day(one.validTo),
      verified: day(one.verifiedOn),
      /** Not yet begun, in force, or over. */
      phase: one.holds
        ? ('holds' as const)
        : one.validFrom > answer.today
          ? ('ahead' as const)
          : ('over' as const),
    })),
  };
}
export type CertificationsView = ReturnType<typeof certificationsView>;
export type CertificationLine = CertificationsView['lines'][number];

/** What ends soon or has ended, everywhere, in the reader's language. */
export function endingView({ lines }: Answer<'certifications.ending'>, lang: Lang) {
  return lines.map((one) => ({
    ...one,
    ...named(one.name, lang),
    end: partialDate(one.validTo, lang),
  }));
}
export type EndingLine = ReturnType<typeof endingView>[number];
