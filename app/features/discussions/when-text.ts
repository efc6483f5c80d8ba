import type { Format } from '#server/platform/i18n/format.ts';
import type { Discuss } from './words.ts';

/** When something was last said: the time today, else the day, with the year where it is another. */
export function whenText(at: string, now: string, format: Format, t: Discuss): string {
  const day = format.dayKey(at);
  if (day === format.dayKey(now)) return `${t('today')} ${format.time(at)}`;
  return day.slice(0, 4) === format.dayKey(now).slice(0, 4) ? format.day(at) : format.date(at);
}
