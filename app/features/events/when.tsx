import type { Format } from '#server/platform/i18n/format.ts';
import styles from './event.module.css';

type WhenProps = { from: string; to: string; zone: string; format: Format };

/** Begin and end at the venue, in full, on two lines. */
export function When({ from, to, zone, format }: WhenProps) {
  const [begins, ends] = [format.time(from, zone), format.time(to, zone)];
  const zoneName = format.zoneName(from, zone);
  if (isOneDay({ from, to, zone, format })) {
    return (
      <>
        <span className={styles.line}>{format.date(from, zone)}</span>
        <span className={styles.line}>
          <time dateTime={from}>{begins}</time>–<time dateTime={to}>{ends}</time> {zoneName}
        </span>
      </>
    );
  }
  return (
    <>
      <time dateTime={from} className={styles.line}>
        {format.date(from, zone)} {begins} –
      </time>
      <time dateTime={to} className={styles.line}>
        {lastDay({ from, to, zone, format })} {ends} {zoneName}
      </time>
    </>
  );
}

/** The day, or from which day to which, the year once. */
export function daysText(when: WhenProps): string {
  const first = when.format.date(when.from, when.zone);
  return isOneDay(when) ? first : `${first} – ${lastDay(when)}`;
}

function isOneDay({ from, to, zone, format }: WhenProps): boolean {
  return format.dayKey(from, zone) === format.dayKey(to, zone);
}

function lastDay({ from, to, zone, format }: WhenProps): string {
  const year = (at: string) => format.dayKey(at, zone).slice(0, 4);
  return year(from) === year(to) ? format.day(to, zone) : format.date(to, zone);
}
