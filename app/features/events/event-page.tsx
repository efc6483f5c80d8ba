import { Link } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import { LANG_NAMES, type Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import { spacesAddress } from '#app/features/discussions/addresses.ts';
import { ThreadLines } from '#app/features/discussions/thread-lines.tsx';
import { useRefresh } from '#app/features/discussions/use-refresh.ts';
import {
  Button,
  ButtonLink,
  FactsList,
  FactsSection,
  Icon,
  Page,
  PageHead,
} from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './event.module.css';
import { useNow } from './live-seats.ts';
import { PhasePill } from './phase-pill.tsx';
import { Prose } from './prose.tsx';
import { RegistrationPanel } from './registration-panel.tsx';
import { Timetable } from './timetable.tsx';
import { daysText, When } from './when.tsx';
import { eventWords, foreign, programmeView } from './view.ts';

export type EventPageData = ReturnType<typeof eventPageData> & {
  talk: Answer<'discussions.ofEvent'>;
};
type PageProps = { event: EventPageData; format: Format; t: T<'events'> };

/** The forum's answer as this page needs it: one language, and who reads. */
export function eventPageData(
  { programme, mine, ...event }: Answer<'events.page'>,
  lang: Lang,
  reader: 'visitor' | 'person',
) {
  return {
    ...event,
    ...eventWords(event, lang),
    mine: mine && {
      ...mine,
      organisation: mine.organisation && (mine.organisation[lang] ?? mine.organisation.en ?? null),
    },
    programme: programmeView(programme, lang),
    reader,
  };
}

/** One event: what it is, its programme, and one's own place. */
export function EventPage({ event, day, format, t }: PageProps & { day: string | undefined }) {
  const now = useNow(event.now);
  const { lang } = format;
  const here = `/events/${event.id}`;
  return (
    <Page>
      <PageHead
        trail={[{ label: t('title'), to: '/events' }]}
        title={event.title.text}
        lang={foreign(event.title, lang)}
        state={<PhasePill phase={event.phase} registration={event.registration} t={t} />}
        facts={[
          t(`kind.${event.kind}` as 'kind.symposium'),
          daysText({ from: event.startsAt, to: event.endsAt, zone: event.timeZone, format }),
          t(`format.${event.format}`),
        ]}
        acts={<HeadActs event={event} here={here} t={t} />}
      />
      <div className={styles.columns}>
        <aside className={styles.aside}>
          <RegistrationPanel event={event} format={format} t={t} />
          <Facts event={event} format={format} t={t} />
        </aside>
        <div className={styles.main}>
          {event.digest && <Digest digest={event.digest} lang={lang} t={t} />}
          {event.description && (
            <section aria-labelledby="about">
              <h2 id="about">{t('about')}</h2>
              <Prose {...event.description} pageLang={lang} />
            </section>
          )}
          {event.programme.length > 0 && (
            <Timetable
              programme={event.programme}
              zone={event.timeZone}
              chosen={day}
              dayLink={(to) => `${here}?day=${to}`}
              now={now}
              format={format}
              t={t}
            />
          )}
          {event.programme.length === 0 && event.phase !== 'past' && (
            <p className={styles.hint}>{t('programme.none')}</p>
          )}
          <Talk event={event} t={t} />
        </div>
      </div>
    </Page>
  );
}

function HeadActs({ event, here, t }: { event: EventPageData; here: string; t: T<'events'> }) {
  return (
    <>
      <Button icon="printer" onClick={() => window.print()}>
        {t('print')}
      </Button>
      {event.may.write && (
        <ButtonLink
          icon="pencil"
          tone={event.phase === 'draft' ? 'primary' : 'secondary'}
          to={`${here}/edit`}
        >
          {t('edit')}
        </ButtonLink>
      )}
    </>
  );
}

/** What is discussed about it, as it goes, for those who may read that; nothing for a visitor. */
function Talk({ event: { id, talk }, t }: { event: EventPageData; t: T<'events'> }) {
  const { threads, may, now, me } = talk;
  useRefresh([
    ...(me ? [{ channel: { kind: 'person' as const, id: me.personId }, asOfSeq: me.asOfSeq }] : []),
    ...threads.map(({ id: thread, asOfSeq }) => ({
      channel: { kind: 'thread' as const, id: thread },
      asOfSeq,
    })),
  ]);
  if (threads.length === 0 && !may.start) return null;
  return (
    <section aria-labelledby="talk">
      <h2 id="talk">{t('talk')}</h2>
      {threads.length > 0 ? (
        <ThreadLines threads={threads} now={now} places />
      ) : (
        <p className={styles.hint}>{t('talk.none')}</p>
      )}
      {may.start && (
        <ButtonLink className={styles.talk} icon="message-circle" to={spacesAddress(id)}>
          {t('talk.start')}
        </ButtonLink>
      )}
    </section>
  );
}

function Digest({
  digest,
  lang,
  t,
}: {
  digest: NonNullable<EventPageData['digest']>;
  lang: Lang;
  t: T<'events'>;
}) {
  return (
    <section aria-labelledby="digest">
      <h2 id="digest">{t('digest')}</h2>
      {digest.lang !== lang && (
        <p className={styles.hint}>{t('digest.in', { language: LANG_NAMES[digest.lang] })}</p>
      )}
      <Prose {...digest} pageLang={lang} />
    </section>
  );
}

function Facts({ event, format, t }: PageProps) {
  const { place, host, series, timeZone } = event;
  const own = format.ownTime(event.startsAt, timeZone);
  const here = `/events/${event.id}`;
  const said = (words: { text: string; lang: Lang }) => (
    <span lang={foreign(words, format.lang)}>{words.text}</span>
  );
  return (
    <>
      <FactsSection title={t('facts')}>
        <p className={styles.when}>
          <When from={event.startsAt} to={event.endsAt} zone={timeZone} format={format} />
          {own && <span className={styles.own}>{own}</span>}
        </p>
        <FactsList
          facts={[
            ...(place ? [{ label: t('facts.where'), value: said(place) }] : []),
            { label: t('facts.format'), value: t(`format.${event.format}`) },
            ...(host ? [{ label: t('facts.host'), value: said(host) }] : []),
            ...(series ? [{ label: t('facts.series'), value: said(series) }] : []),
            {
              label: t('facts.audience'),
              value: t(`audience.${event.audience}` as 'audience.public'),
            },
          ]}
        />
      </FactsSection>
      <div className={styles.links}>
        <a href={`${here}/calendar.ics`} download>
          <Icon name="calendar-plus" size={16} />
          {t('calendar')}
        </a>
        {event.may.listAttendees && (
          <Link to={`${here}/attendees`}>
            <Icon name="users" size={16} />
            {t('attendees')}
          </Link>
        )}
      </div>
    </>
  );
}
