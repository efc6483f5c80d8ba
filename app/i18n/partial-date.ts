import type { Lang } from './lang.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day, a month or a year (`2011-05-18`, `2018-01`, `2021`) as people of the language write it. */
export function partialDate(text: string, lang: Lang): string {
  const [year, month, day] = text.split('-').map(Number);
  if (lang === 'en') {
    return [day, month && MONTHS[month - 1], year].filter(Boolean).join(' ');
  }
  const [y, m, d] = lang === 'ko' ? ['년', '월', '일'] : ['年', '月', '日'];
  const parts = [`${year}${y}`, month && `${month}${m}`, day && `${day}${d}`].filter(Boolean);
  return parts.join(lang === 'ko' ? ' ' : '');
}
