import { wordsFor } from '#app/i18n/strings.ts';
import type { Lang } from '#app/i18n/lang.ts';
import { drawPlanAndActual } from '#app/ui/plot/plan-and-actual.server.ts';
import type { Answer } from '#server/forum.ts';
import { formatFor } from '#server/platform/i18n/format.ts';
import { periodText } from './plan-data.ts';

/** The newest that a narrow screen has room for. */
const PERIODS = 6;

/** Plan and actual of each figure by quarter, drawn where there is more than one. */
export async function planPlots(
  kpis: Answer<'projects.planPage'>['kpis'],
  lang: Lang,
): Promise<Record<string, string>> {
  const t = wordsFor(lang, 'projects');
  const { number } = formatFor(lang);
  const drawn = kpis.map(async ({ id, values }) => {
    const quarters = values.filter(({ period }) => period.includes('-Q')).slice(-PERIODS);
    if (quarters.length < 2) return [];
    const points = quarters.map(({ period, plan, actual }) => ({
      label: periodText(period, t),
      plan,
      actual,
    }));
    return [
      [id, await drawPlanAndActual(points, { plan: t('plan'), actual: t('actual'), number })],
    ];
  });
  return Object.fromEntries((await Promise.all(drawn)).flat());
}
