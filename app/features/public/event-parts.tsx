import { LabelText } from '#app/i18n/label-text.tsx';
import type { Label } from '#app/i18n/label.ts';
import { LANG_TAGS, type Lang } from '#app/i18n/lang.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { FactsList, Pill, type Fact } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './public.module.css';

type PublicEvent = Answer<'events.publicPage'>;
type Day = PublicEvent['programme'][number];
type Session = Day['sessions'][number];

/** When, where, from whom, and how to take part. */
export function EventFacts({ event, lang }: { event: PublicEvent; lang: Lang }) {
  const t = useT('public');
  const format = useFormat();
  const { startsAt, endsAt, timeZone: zone } = event;
  const sameDay = format.dayKey(startsAt, zone) === format.dayKey(endsAt, zone);
  const facts: (Fact | false | null)[] = [
    {
      label: t('event.when'),
      value: (
        <>
          <time dateTime={startsAt}>
            {format.date(startsAt, zone)} {format.time(startsAt, zone)}
          </time>
          –
          <time dateTime={endsAt}>
            {!sameDay && `${format.date(endsAt, zone)} `}
            {format.time(endsAt, zone)}
          </time>{' '}
          {format.zoneName(startsAt, zone)}
        </>
      ),
    },
    event.place && { label: t('event.where'), value: <LabelText of={event.place} lang={lang} /> },
    {
      label: t('event.format'),
      value: t(`event.format.${event.format as 'onsite' | 'online' | 'hybrid'}`),
    },
    event.host && { label: t('event.host'), value: <LabelText of={event.host} lang={lang} /> },
  ];
  return (
    <div className={styles.eventFacts}>
      <FactsList layout="side" facts={facts.filter((fact): fact is Fact => Boolean(fact))} />
      <Taking event={event} />
    </div>
  );
}

/** Whether one can still come, and the way to do it. */
function Taking({ event }: { event: PublicEvent }) {
  const t = useT('public');
  if (event.state === 'cancelled') {
    return (
      <p className={styles.taking}>
        <Pill tone="danger">{t('event.cancelled')}</Pill>
      </p>
    );
  }
  if (event.registration !== 'open' && event.registration !== 'waiting') return null;
  const { total, taken, left } = event.seats;
  return (
    <div className={styles.taking}>
      <a href={`/events/${event.id}`} className={styles.primary}>
        {t('event.register')}
      </a>
      <p>{t('event.registerNote')}</p>
      {total !== null && (
        <p className={styles.quiet}>
          {left === 0 ? t('event.full') : t('event.seats', { taken, seats: total })}
        </p>
      )}
    </div>
  );
}

/** The programme as a list: time, what, who. It prints on one sheet. */
export function Programme({
  days,
  event,
  lang,
}: {
  days: readonly Day[];
  event: PublicEvent;
  lang: Lang;
}) {
  const t = useT('public');
  const format = useFormat();
  return (
    <section className={styles.band}>
      <h2>{t('event.programme')}</h2>
      <div className={styles.bandBody}>
        {days.map((day) => (
          <section key={day.day} className={styles.day}>
            {days.length > 1 && <h3>{format.date(day.opensAt, event.timeZone)}</h3>}
            <ol role="list">
              {day.sessions.map((session) => (
                <li key={session.id} data-kind={session.kind}>
                  <p className={styles.sessionTime}>
                    {session.starts}–{session.ends}
                  </p>
                  <div>
                    <p className={styles.sessionTitle}>
                      <LabelText of={session.title} lang={lang} />
                    </p>
                    {day.rooms.length > 1 && (
                      <p className={styles.quiet}>
                        <LabelText of={session.room} lang={lang} />
                      </p>
                    )}
                    <Speakers speakers={session.speakers} lang={lang} />
                  </div>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}

function Speakers({ speakers, lang }: { speakers: Session['speakers']; lang: Lang }) {
  const t = useT('public');
  if (speakers.length === 0) return null;
  return (
    <ul role="list" className={styles.speakers}>
      {speakers.map(({ id, part, name, affiliation }) => (
        <li key={id}>
          <strong>
            <LabelText of={name} lang={lang} />
          </strong>
          {part !== 'speaker' && <span>{t(`part.${part}`)}</span>}
          <span>
            <LabelText of={affiliation as Label} lang={lang} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Prose in paragraphs, marked with its own language where that is not the page's. */
export function Prose({ prose, lang }: { prose: { lang: Lang; body: string }; lang: Lang }) {
  return (
    <div className={styles.prose} lang={prose.lang === lang ? undefined : LANG_TAGS[prose.lang]}>
      {prose.body.split(/\n{2,}/).map((paragraph) => {
        const lines = paragraph.split('\n');
        return lines.every((line) => line.startsWith('- ')) ? (
          <ul key={paragraph}>
            {lines.map((line) => (
              <li key={line}>{line.slice(2)}</li>
            ))}
          </ul>
        ) : (
          <p key={paragraph}>{paragraph}</p>
        );
      })}
    </div>
  );
}
