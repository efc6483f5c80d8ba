import type { Lang } from '#app/i18n/lang.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** 2026年12月 · Dec 2026, of `2026-12`. */
export function monthName(month: string, lang: Lang): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  if (lang === 'en') return `${MONTHS[number - 1]} ${year}`;
  return lang === 'ko' ? `${year}년 ${number}월` : `${year}年${number}月`;
}

/** 11月20日 · 20 Nov, of `2026-11-20`: for narrow columns. */
export function dayWithoutWeekday(day: string, lang: Lang): string {
  const [, month, date] = day.split('-').map(Number) as [number, number, number];
  if (lang === 'en') return `${date} ${MONTHS[month - 1]}`;
  return lang === 'ko' ? `${month}월 ${date}일` : `${month}月${date}日`;
}
