import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';

export type PlanData = Answer<'projects.planPage'> & {
  /** A figure’s plot by its id, where there are periods to compare. */
  plots: Record<string, string>;
};

/** What every part of the plan needs. */
export type PlanProps = {
  data: PlanData;
  /** Where the acts on this project live, and the page to come back to. */
  verbs: string;
  next: string;
  t: T<'projects'>;
  lang: Lang;
  format: Format;
};

/** A fiscal year or quarter in words. */
export function periodText(period: string, t: T<'projects'>): string {
  const [year, quarter] = period.split('-Q');
  return quarter ? t('quarter', { year: year!, quarter }) : t('year', { year: year! });
}
