import { LabelText } from '#app/i18n/label-text.tsx';
import { label, type Label } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useLang, useT } from '#app/i18n/use-t.ts';
import { Pill } from '#app/ui/index.ts';
import styles from './public.module.css';

export type EventLine = {
  slug: string;
  kind: string;
  state: string;
  title: Label;
  place: Label | null;
  format: string;
  startsAt: string;
  endsAt: string;
  timeZone: string;
};

/** Events as a reader plans: the day first, then what and where. */
export function EventLines({ events }: { events: readonly EventLine[] }) {
  const t = useT('public');
  const lang = useLang();
  const format = useFormat();
  return (
    <ul role="list" className={styles.events}>
      {events.map(({ slug, state, title, place, startsAt, endsAt, timeZone }) => (
        <li key={slug}>
          <p className={styles.eventDay}>
            <time dateTime={startsAt}>{format.date(startsAt, timeZone)}</time>
            <span>
              {format.dayKey(startsAt, timeZone) === format.dayKey(endsAt, timeZone)
                ? `${format.time(startsAt, timeZone)}–${format.time(endsAt, timeZone)} ${format.zoneName(startsAt, timeZone)}`
                : `– ${format.date(endsAt, timeZone)}`}
            </span>
          </p>
          <div>
            <h3>
              <a href={`/${lang}/events/${slug}`}>
                <LabelText of={title} lang={lang} />
              </a>
            </h3>
            <p className={styles.eventPlace}>
              {state === 'cancelled' && <Pill tone="danger">{t('event.cancelled')}</Pill>}
              {place && label(place, lang)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
