import type { Format } from '#app/i18n/format.ts';
import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import {
  ButtonLink,
  EmptyState,
  Icon,
  Page,
  PageHead,
  Pagination,
  Pill,
  Table,
  Time,
  type Column,
} from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './attendees.module.css';
import { VerbForm } from './verb-form.tsx';
import { eventWords, foreign } from './view.ts';

type Data = ReturnType<typeof attendeesData>;
type Attendee = Data['attendees'][number];

/** The forum's answer in one language. */
export function attendeesData(
  { event, attendees, ...rest }: Answer<'events.attendees'>,
  lang: Lang,
) {
  return {
    ...rest,
    event: { ...event, ...eventWords(event, lang) },
    attendees: attendees.map(({ organisation, title, ...row }) => ({
      ...row,
      organisation: label(organisation, lang),
      title: title && label(title, lang),
    })),
  };
}

/** Who comes: seats first, then the waiting list in its order. */
export function AttendeesPage({
  answer,
  format,
  t,
}: {
  answer: Data;
  format: Format;
  t: T<'events'>;
}) {
  const { event, attendees, total, may } = answer;
  const here = `/events/${event.id}`;
  const to = (page: number) => `${here}/attendees?page=${page}`;
  return (
    <Page>
      <PageHead
        trail={[
          { label: t('title'), to: '/events' },
          { label: event.title.text, to: here },
        ]}
        title={t('attendees')}
        facts={[
          t('attendees.count', { count: total }),
          event.seats.total !== null
            ? t('seats.ofTotal', { total: event.seats.total })
            : t('seats.unlimited'),
        ]}
        acts={
          may.export &&
          total > 0 && (
            <ButtonLink icon="download" to={`${here}/attendees.csv`} reloadDocument>
              {t('attendees.csv')}
            </ButtonLink>
          )
        }
      />
      {attendees.length > 0 ? (
        <Table
          caption={t('attendees')}
          columns={columnsOf(answer, format, t)}
          rows={attendees}
          rowKey={(row) => row.registrationId}
        />
      ) : (
        <EmptyState
          title={t('attendees.none')}
          act={<ButtonLink to={here}>{event.title.text}</ButtonLink>}
        >
          {t('attendees.noneText')}
        </EmptyState>
      )}
      <Pagination
        previous={answer.page > 1 ? to(answer.page - 1) : undefined}
        next={answer.page < answer.pages ? to(answer.page + 1) : undefined}
      />
    </Page>
  );
}

function columnsOf({ event, may }: Data, format: Format, t: T<'events'>): Column<Attendee>[] {
  return [
    {
      key: 'seat',
      label: t('column.seat'),
      align: 'end',
      cell: ({ seat, waitingPlace }) => seat ?? t('mine.place', { place: waitingPlace ?? 0 }),
    },
    {
      key: 'name',
      label: t('column.name'),
      heads: true,
      cell: (row) => <Name row={row} lang={format.lang} />,
    },
    { key: 'organisation', label: t('organisation'), cell: (row) => row.organisation },
    { key: 'title', label: t('column.title'), cell: (row) => row.title ?? '' },
    {
      key: 'state',
      label: t('state'),
      cell: ({ state }) =>
        state === 'confirmed' ? (
          <Pill tone="good">{t('mine.confirmed')}</Pill>
        ) : (
          <Pill tone="caution">{t('mine.waiting')}</Pill>
        ),
    },
    {
      key: 'registered',
      label: t('column.registered'),
      cell: ({ registeredAt }) => <Time at={registeredAt} format={format} show="day" />,
    },
    ...(may.cancel
      ? [
          {
            key: 'act',
            label: t('column.act'),
            align: 'end' as const,
            cell: (row: Attendee) => <GiveBack row={row} eventId={event.id} t={t} />,
          },
        ]
      : []),
  ];
}

function Name({ row, lang }: { row: Attendee; lang: Lang }) {
  const { familyName, givenName, nameLang, reading, latinName } = row;
  const written = `${familyName} ${givenName}`;
  const second = lang === 'ja' || lang === 'zh' ? reading : latinName;
  const said = { text: written, lang: (nameLang === 'zh-Hans' ? 'zh' : nameLang) as Lang };
  return (
    <span className={styles.name}>
      <span lang={foreign(said, lang)}>{written}</span>
      {second && second !== written && <small>{second}</small>}
    </span>
  );
}

function GiveBack({ row, eventId, t }: { row: Attendee; eventId: string; t: T<'events'> }) {
  const name = `${row.familyName} ${row.givenName}`;
  return (
    <details className={styles.giveBack}>
      <summary title={t('giveBack', { name })}>
        <Icon name="x" size={16} label={t('giveBack', { name })} />
      </summary>
      <VerbForm
        action={`/events/${eventId}/cancel`}
        className={styles.confirm}
        fields={{ registrationId: row.registrationId, next: `/events/${eventId}/attendees` }}
        before={<p>{t('giveBack.sure', { name })}</p>}
        small
        tone="danger"
      >
        {t('giveBack.yes')}
      </VerbForm>
    </details>
  );
}
