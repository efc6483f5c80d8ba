import { Link } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import type { HistoryLine } from './view.ts';
import styles from './resources.module.css';

/** Who changed the resource, and what was booked on it and given up, the newest first. */
export function History({ lines, zone }: { lines: readonly HistoryLine[]; zone: string }) {
  const t = useT('resources');
  const format = useFormat();
  if (lines.length === 0) return null;
  return (
    <details className={styles.history}>
      <summary>
        <h2>{t('history')}</h2>
      </summary>
      <ol role="list">
        {lines.map(({ at, act, changed, booking, who }) => (
          <li key={`${at} ${act} ${booking?.startsAt ?? ''}`}>
            <time dateTime={at}>{format.dateTime(at, zone)}</time>
            <span className={styles.what}>
              <span>
                {t(`act.${act}`)}
                {changed.length > 0 &&
                  t('act.parts', {
                    parts: changed.map((part) => t(`part.${part}`)).join(t('hours.and')),
                  })}
              </span>
              {booking && (
                <small>
                  {format.day(booking.startsAt, zone)} {format.time(booking.startsAt, zone)}–
                  {format.time(booking.endsAt, zone)}
                  {booking.appointment && (
                    <>
                      {' · '}
                      {t(`for.${booking.appointment.kind}`)}{' '}
                      <Link to={casePath(booking.appointment.code)} className={styles.code}>
                        {displayCode(booking.appointment.code)}
                      </Link>
                    </>
                  )}
                </small>
              )}
              {who && (
                <small>
                  {who.kind === 'person' ? (
                    <span lang={who.lang}>{who.name}</span>
                  ) : (
                    t(`by.${who.part}`)
                  )}
                </small>
              )}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
