import { invalid } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';

/**
 * An answer with the day on which it was decided: today, where nothing is said.
 * @throws 422 for a day that lies ahead
 */
export function decided<Words extends { decidedOn?: string | undefined }>(
  words: Words,
  now: Date,
): Words & { decidedOn: string } {
  const today = dayInJapan(now);
  const decidedOn = words.decidedOn ?? today;
  if (decidedOn > today) {
    throw invalid('INVALID_INPUT', undefined, [{ path: 'decidedOn', message: 'inTheFuture' }]);
  }
  return { ...words, decidedOn };
}
