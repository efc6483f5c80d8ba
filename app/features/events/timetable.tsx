import { clsx } from 'clsx';
import type { CSSProperties } from 'react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { Chips, Icon } from '#app/ui/index.ts';
import { interpretationText, tonguesText } from './tongues.ts';
import styles from './timetable.module.css';
import { foreign, type DayView, type ProgrammeView, type SessionCard } from './view.ts';

/** Minutes of one row of the grid. */
const SLOT = 5;
/** With more rooms than this the timetable scrolls in a frame of its own. */
const ROOMS_ABREAST = 6;
const PAUSES = new Set(['break', 'reception']);

type TimetableProps = {
  programme: ProgrammeView;
  zone: string;
  /** The day that is shown on the screen; on paper all are. */
  chosen: string | undefined;
  dayLink: (day: string) => string;
  now: Date;
  format: Format;
  t: T<'events'>;
};

/** The programme: rooms side by side on a wide screen, a list on a phone and on paper. */
export function Timetable({ programme, zone, chosen, dayLink, now, format, t }: TimetableProps) {
  const day = programme.find((each) => each.day === chosen)?.day ?? programme[0]?.day;
  return (
    <section className={styles.programme} aria-labelledby="programme">
      <div className={styles.head}>
        <h2 id="programme">{t('programme')}</h2>
        <Chips
          label={t('programme.days')}
          items={programme.map((each) => ({
            to: dayLink(each.day),
            label: format.day(each.opensAt, zone),
            chosen: each.day === day,
          }))}
          note={`${t('programme.zone')} ${programme[0] ? format.zoneName(programme[0].opensAt, zone) : ''}`}
        />
      </div>
      {programme.map((each) => (
        <Day
          key={each.day}
          day={each}
          shown={each.day === day}
          zone={zone}
          now={now}
          format={format}
          t={t}
        />
      ))}
    </section>
  );
}

function Day({
  day,
  shown,
  zone,
  now,
  format,
  t,
}: { day: DayView; shown: boolean } & Pick<TimetableProps, 'zone' | 'now' | 'format' | 't'>) {
  const { lang } = format;
  const title = format.date(day.opensAt, zone);
  const slots = Math.ceil(day.minutes / SLOT);
  const many = day.rooms.length > ROOMS_ABREAST;
  return (
    <div className={clsx(styles.day, !shown && styles.otherDay, many && styles.many)}>
      <h3 className={styles.dayTitle}>{title}</h3>
      <div
        className={styles.grid}
        style={{ '--rooms': day.rooms.length, '--slots': slots } as CSSProperties}
      >
        <div className={styles.corner} aria-hidden />
        {day.rooms.map(({ name, interpretation }, column) => (
          <div key={column} className={styles.room} aria-hidden>
            <strong lang={foreign(name, lang)}>{name.text}</strong>
            {interpretation.length > 0 && <span>{interpretationText(interpretation, t)}</span>}
          </div>
        ))}
        {day.rooms.map((_, column) => (
          <div key={column} className={styles.lane} style={{ gridColumn: column + 2 }} />
        ))}
        {day.hours.map(({ at, label }) => (
          <div
            key={at}
            className={styles.hour}
            data-first={at === 0 ? '' : undefined}
            style={{ gridRow: at / SLOT + 2 }}
            aria-hidden
          >
            <span>{label}</span>
          </div>
        ))}
        <ol role="list" className={styles.sessions} aria-label={title}>
          {day.sessions.map((session) => (
            <Session
              key={session.id}
              session={session}
              shared={day.rooms[session.column]?.interpretation.length !== 0}
              zone={zone}
              format={format}
              t={t}
            />
          ))}
        </ol>
        <NowLine day={day} now={now} label={t('now')} />
      </div>
    </div>
  );
}

function Session({
  session,
  shared,
  zone,
  format,
  t,
}: { session: SessionCard; shared: boolean } & Pick<TimetableProps, 'zone' | 'format' | 't'>) {
  const { title, room, speakers, interpretation, spokenLangs, from, to, column } = session;
  const own = format.ownTime(session.startsAt, zone);
  const place = {
    '--column': column + 2,
    '--from': Math.floor(from / SLOT) + 2,
    '--to': Math.ceil(to / SLOT) + 2,
  };
  return (
    <li
      className={styles.session}
      data-pause={PAUSES.has(session.kind) ? '' : undefined}
      data-short={to - from <= 20 ? '' : undefined}
      style={place as CSSProperties}
    >
      <p className={styles.time}>
        <time dateTime={session.startsAt}>{session.starts}</time>–
        <time dateTime={session.endsAt}>{session.ends}</time>
        {own && <span className={styles.own}> {own}</span>}
      </p>
      <div className={styles.words}>
        <h4 lang={foreign(title, format.lang)}>{title.text}</h4>
        <p className={styles.where} lang={foreign(room, format.lang)}>
          {room.text}
        </p>
        {speakers.length > 0 && (
          <ul role="list" className={styles.speakers}>
            {speakers.map(({ id, part, name, affiliation }) => (
              <li key={id}>
                {isSaid(part, session.kind) && (
                  <span className={styles.part}>{t(`part.${part}`)}</span>
                )}
                <span lang={foreign(name, format.lang)}>{name.text}</span>
                {affiliation.text && (
                  <span className={styles.affiliation} lang={foreign(affiliation, format.lang)}>
                    {affiliation.text}
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
        {spokenLangs.length > 0 && (
          <p className={styles.langs} data-shared={shared ? '' : undefined}>
            <Icon name="languages" size={14} />
            {interpretation.length > 0
              ? interpretationText(interpretation, t)
              : tonguesText(spokenLangs, t)}
          </p>
        )}
      </div>
    </li>
  );
}

/** That somebody speaks, or sits on a panel's panel, goes without saying. */
function isSaid(part: string, kind: string): boolean {
  return part !== 'speaker' && !(part === 'panelist' && kind === 'panel');
}

/** Where the day stands, while it is on. */
function NowLine({ day, now, label }: { day: DayView; now: Date; label: string }) {
  const minute = (now.getTime() - Date.parse(day.opensAt)) / 60_000;
  if (minute < 0 || minute > day.minutes) return null;
  const row = Math.floor(minute / SLOT) + 2;
  return (
    <div className={styles.now} style={{ gridRow: row }}>
      <span>{label}</span>
    </div>
  );
}
