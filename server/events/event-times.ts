import { invalid } from '#server/platform/errors.ts';
import { momentOf } from '#server/platform/times.ts';
import { spanOf } from './sessions.ts';

export type LocalTimes = {
  starts: string;
  ends: string;
  registrationCloses: string | null;
  timeZone: string;
};

/** An event's clock readings as moments, or a refusal that names the field. */
export function requireTimes({ starts, ends, registrationCloses, timeZone }: LocalTimes) {
  const span = spanOf({ starts, ends }, timeZone);
  const registrationClosesAt = registrationCloses && momentOf(registrationCloses, timeZone);
  if (registrationCloses && !registrationClosesAt) {
    throw invalid('NO_SUCH_TIME', `No clock in ${timeZone} shows this time on that day.`, [
      { path: 'registrationCloses', message: 'noSuchTime' },
    ]);
  }
  return { ...span, registrationClosesAt: registrationClosesAt || null };
}
