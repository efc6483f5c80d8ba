import { Link } from '@remix-run/react';
import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { ButtonLink, Chips, Pill } from '#app/ui/index.ts';
import type { BookingView, CalendarView } from './view.ts';
import styles from './resources.module.css';

/** The bookings of a day or of seven days, one after the other; a week fits a page on paper. */
export function Calendar({ view, span }: { view: CalendarView; span: 1 | 7 }) {
  const t = useT('resources');
  const format = useFormat();
  const at = (from: string, days: number = span) =>
    `?${new URLSearchParams({ from, days: String(days) }).toString()}`;
  const range =
    span === 1
      ? format.calendarDate(view.first)
      : t('range', { from: format.calendarDate(view.first), to: format.calendarDate(view.last) });
  return (
    <section className={styles.part} aria-label={range}>
      <div className={styles.nav}>
        <Chips
          label={t('view')}
          items={[
            { to: at(view.first, 7), label: t('view.week'), chosen: span === 7 },
            { to: at(view.first, 1), label: t('view.day'), chosen: span === 1 },
          ]}
        />
        <span className={styles.acts}>
          <ButtonLink to={at(view.earlier)} small icon="chevron-left" preventScrollReset>
            {t(span === 1 ? 'earlier.day' : 'earlier.week')}
          </ButtonLink>
          <ButtonLink to={at(view.today)} small preventScrollReset>
            {t('today')}
          </ButtonLink>
          <ButtonLink to={at(view.later)} small icon="chevron-right" preventScrollReset>
            {t(span === 1 ? 'later.day' : 'later.week')}
          </ButtonLink>
        </span>
      </div>
      <h2>{range}</h2>
      <ol role="list" className={styles.days}>
        {view.days.map((day) => (
          <li key={day.day} data-today={day.day === view.today ? '' : undefined}>
            <div className={styles.dayHead}>
              <h3>
                <time dateTime={day.day}>{format.calendarDay(day.day)}</time>
              </h3>
              <small>
                {day.open.length === 0
                  ? t('closed')
                  : day.open
                      .map(
                        ({ from, until }) =>
                          `${format.time(from, view.resource.timeZone)}–${format.time(until, view.resource.timeZone)}`,
                      )
                      .join(t('hours.and'))}
              </small>
            </div>
            {day.bookings.length === 0 ? (
              <p className={styles.free}>{t(day.open.length === 0 ? 'free.closed' : 'free')}</p>
            ) : (
              <ul role="list" className={styles.bookings}>
                {day.bookings.map((one) => (
                  <Booking key={one.id} one={one} zone={view.resource.timeZone} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One booking: when, how sure, what for as far as the reader may know, and with what else. */
export function Booking({
  one,
  zone,
  day = false,
}: {
  one: BookingView;
  zone: string;
  /** Says its day as well, where no heading does. */
  day?: boolean;
}) {
  const t = useT('resources');
  const format = useFormat();
  const { startsAt, endsAt, takenFrom, takenUntil, appointment, others } = one;
  const around = takenFrom !== startsAt || takenUntil !== endsAt;
  return (
    <li>
      <span className={styles.time}>
        {day && <span>{format.day(startsAt, zone)} </span>}
        <time dateTime={startsAt}>{format.time(startsAt, zone)}</time>–
        <time dateTime={endsAt}>{format.time(endsAt, zone)}</time>
      </span>
      <span className={styles.what}>
        <span className={styles.pills}>
          <Pill tone={one.state === 'confirmed' ? 'good' : 'info'}>
            {t(`state.${one.state === 'confirmed' ? 'confirmed' : 'held'}`)}
          </Pill>
          {appointment ? (
            <>
              <span>{t(`for.${appointment.kind}`)}</span>
              <Link to={casePath(appointment.code)} className={styles.code}>
                {displayCode(appointment.code)}
              </Link>
            </>
          ) : (
            <span>{t('for.other')}</span>
          )}
        </span>
        {others.length > 0 && (
          <small>
            {t('with')}{' '}
            {others.map(({ text, lang, org }, at) => (
              <span key={`${at} ${text}`}>
                {at > 0 && t('with.and')}
                <span lang={lang}>{text}</span>
                {org && (
                  <>
                    {' '}
                    (<span lang={org.lang}>{org.text}</span>)
                  </>
                )}
              </span>
            ))}
          </small>
        )}
        {around && (
          <small>
            {t('around', {
              from: format.time(takenFrom, zone),
              until: format.time(takenUntil, zone),
            })}
          </small>
        )}
        {one.heldUntil && (
          <small>{t('heldUntil', { at: format.dateTime(one.heldUntil, zone) })}</small>
        )}
      </span>
    </li>
  );
}
