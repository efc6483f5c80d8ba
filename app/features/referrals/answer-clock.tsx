import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Meter, Time } from '#app/ui/index.ts';
import styles from './referrals.module.css';

export type Clock = {
  startedAt: string;
  deadline: string;
  totalMinutes: number;
  leftMinutes: number;
  paused: boolean;
};

const DAY_MINUTES = 480;
const OFFICE = 'Asia/Tokyo';

/** What is left in words: business days of eight hours, then hours, at last minutes. */
export function leftWords(minutes: number, t: T<'referrals'>): string {
  if (minutes <= 0) return t('clock.over');
  const days = Math.floor(minutes / DAY_MINUTES);
  const hours = Math.floor((minutes % DAY_MINUTES) / 60);
  if (days > 0)
    return hours > 0 ? t('clock.daysHours', { days, hours }) : t('clock.days', { days });
  return hours > 0 ? t('clock.hours', { hours }) : t('clock.minutes', { minutes: minutes % 60 });
}

/** The time that is left to answer, as large as it matters. */
export function AnswerClock({
  clock,
  format,
  t,
  quiet,
}: {
  clock: Clock;
  format: Format;
  t: T<'referrals'>;
  /** For those who wait rather than answer. */
  quiet?: boolean;
}) {
  const { deadline, leftMinutes, totalMinutes } = clock;
  return (
    <div className={styles.clock}>
      <p>
        <strong>{leftWords(leftMinutes, t)}</strong>
        {leftMinutes > 0 && (
          <span>{t(clock.paused ? 'clock.paused' : 'clock.inBusinessTime')}</span>
        )}
      </p>
      <Meter
        bare
        label={t('clock.label')}
        value={Math.max(0, totalMinutes - leftMinutes)}
        max={Math.max(1, totalMinutes)}
        note={leftWords(leftMinutes, t)}
        tone={quiet ? 'ai' : 'shu'}
      />
      <p className={styles.clockEnd}>
        {t('clock.until')} <Time at={deadline} format={format} zone={OFFICE} />
      </p>
    </div>
  );
}

/** The same in a row of a list. */
export function ClockCell({ clock, t }: { clock: Clock; t: T<'referrals'> }) {
  const share = clock.leftMinutes / Math.max(1, clock.totalMinutes);
  return (
    <span className={styles.clockCell}>
      <span>{leftWords(clock.leftMinutes, t)}</span>
      <Meter
        bare
        label={t('clock.label')}
        value={Math.max(0, clock.totalMinutes - clock.leftMinutes)}
        max={Math.max(1, clock.totalMinutes)}
        note={leftWords(clock.leftMinutes, t)}
        tone={share <= 0.5 ? 'shu' : 'ai'}
      />
    </span>
  );
}
