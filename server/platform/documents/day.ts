import type { Lang } from '#server/platform/i18n/translate.ts';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
/** The eras that dates of living people fall into, newest first (元号を改める政令). */
const ERAS = [
  ['令和', '2019-05-01', 2019],
  ['平成', '1989-01-08', 1989],
  ['昭和', '1926-12-25', 1926],
  ['大正', '1912-07-30', 1912],
] as const;

/** A calendar day (`YYYY-MM-DD`) as a paper of this language writes it; empty for none. */
export function dayText(day: string, lang: Lang): string {
  if (day === '') return '';
  const { year, month, date } = partsOf(day);
  if (lang === 'en') return `${date} ${MONTHS[month - 1]} ${year}`;
  if (lang === 'ko') return `${year}년 ${month}월 ${date}일`;
  return `${year}年${month}月${date}日`;
}

/** The same with the era beside the year, as official forms in Japanese write it: 2026年（令和8年）11月27日 */
export function eraDayText(day: string): string {
  if (day === '') return '';
  const { year, month, date } = partsOf(day);
  const era = ERAS.find(([, begins]) => day >= begins);
  if (!era) return dayText(day, 'ja');
  const since = year - era[2] + 1;
  return `${year}年（${era[0]}${since === 1 ? '元' : since}年）${month}月${date}日`;
}

/** Whole years of age on a day. */
export function ageOn(birthDate: string, today: string): number {
  const [born, now] = [partsOf(birthDate), partsOf(today)];
  const before = now.month < born.month || (now.month === born.month && now.date < born.date);
  return now.year - born.year - (before ? 1 : 0);
}

/** Days from one day to another, both counted: a stay from the 1st to the 3rd is three. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

function partsOf(day: string) {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return { year, month, date };
}
