import { Link } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Meter, Pill } from '#app/ui/index.ts';
import styles from './list.module.css';
import { PhasePill } from './phase-pill.tsx';
import { foreign, type CardView } from './view.ts';

type RowProps = { card: CardView; format: Format; t: T<'events'> };

/** Events in a row: when, what, and how many seats are left. */
export function EventList({
  cards,
  ...rest
}: { cards: readonly CardView[] } & Omit<RowProps, 'card'>) {
  return (
    <ul role="list" className={styles.list}>
      {cards.map((card) => (
        <Row key={card.id} card={card} {...rest} />
      ))}
    </ul>
  );
}

function Row({ card, format, t }: RowProps) {
  const { title, place, digest, timeZone: zone } = card;
  const { lang } = format;
  const kind = t(`kind.${card.kind}` as 'kind.symposium');
  return (
    <li className={styles.row} data-phase={card.phase}>
      <div className={styles.when}>
        <time dateTime={card.startsAt}>
          <span className={styles.day}>{format.day(card.startsAt, zone)}</span>
          <span className={styles.clock}>
            {t('year', { year: yearOf(card, format) })} {format.time(card.startsAt, zone)}{' '}
            {format.zoneName(card.startsAt, zone)}
          </span>
        </time>
      </div>
      <div className={styles.words}>
        <Link to={`/events/${card.id}`} className={styles.title} lang={foreign(title, lang)}>
          {title.text}
        </Link>
        <p className={styles.detail}>
          <span>{kind}</span>
          <span>{t(`format.${card.format}`)}</span>
          {place && card.format !== 'online' && (
            <span lang={foreign(place, lang)}>{place.text}</span>
          )}
          {lasts(card, format, t)}
        </p>
        {card.phase === 'past' && digest && (
          <p className={styles.digest} lang={digest.lang === lang ? undefined : digest.lang}>
            {digest.opening}…
          </p>
        )}
      </div>
      <Standing card={card} t={t} />
    </li>
  );
}

function Standing({ card, t }: Pick<RowProps, 'card' | 't'>) {
  const { seats, mine, phase } = card;
  const ahead = phase === 'upcoming' || phase === 'now';
  return (
    <div className={styles.standing}>
      <div className={styles.pills}>
        {mine ? (
          <Pill
            tone={mine.state === 'confirmed' ? 'good' : 'caution'}
            icon={mine.state === 'confirmed' ? 'check' : 'clock'}
          >
            {mine.state === 'confirmed' ? t('mine.confirmed') : t('mine.waiting')}
          </Pill>
        ) : (
          !(ahead && card.registration === 'open') && (
            <PhasePill phase={phase} registration={card.registration} t={t} />
          )
        )}
        {mine?.state === 'confirmed' && mine.seat !== null && (
          <span className={styles.seat}>{t('mine.seat', { seat: mine.seat })}</span>
        )}
      </div>
      {ahead && seats.total !== null && (
        <>
          <Meter
            bare
            label={t('seats.label')}
            value={seats.taken}
            max={seats.total}
            note={t('seats.left', { count: seats.left ?? 0 })}
            tone={seats.left === 0 ? 'quiet' : 'matsu'}
          />
          <span className={styles.left}>
            {seats.left === 0
              ? t('seats.fullWaiting', { count: seats.waiting })
              : t('seats.leftOf', { count: seats.left ?? 0, total: seats.total })}
          </span>
        </>
      )}
      {ahead && seats.total === null && <span className={styles.left}>{t('seats.unlimited')}</span>}
    </div>
  );
}

function yearOf({ startsAt, timeZone }: CardView, format: Format): string {
  return format.dayKey(startsAt, timeZone).slice(0, 4);
}

function lasts({ startsAt, endsAt, timeZone }: CardView, format: Format, t: T<'events'>) {
  const days =
    1 +
    Math.round(
      (Date.parse(format.dayKey(endsAt, timeZone)) -
        Date.parse(format.dayKey(startsAt, timeZone))) /
        86_400_000,
    );
  return days > 1 ? <span>{t('lasts', { count: days })}</span> : null;
}
