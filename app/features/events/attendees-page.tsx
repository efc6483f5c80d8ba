import { nameFor } from '#app/features/discussions/names.ts';
import type { Format } from '#server/platform/i18n/format.ts';
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
          { label: event.title.text, lang: foreign(event.title, format.lang), to: here },
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
      cell: ({ seat, waitingPlace }) =>
        seat ?? <Pill tone="caution">{t('mine.place', { place: waitingPlace ?? 0 })}</Pill>,
    },
    {
      key: 'name',
      label: t('column.name'),
      heads: true,
      cell: (row) => <Name row={row} lang={format.lang} />,
    },
    {
      key: 'organisation',
      label: t('organisation'),
      cell: ({ organisation, title }) => (
        <span className={styles.name}>
          <span>{organisation}</span>
          {title && <small>{title}</small>}
        </span>
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
            cell: (row: Attendee) => (
              <GiveBack row={row} eventId={event.id} lang={format.lang} t={t} />
            ),
          },
        ]
      : []),
  ];
}

function Name({ row, lang }: { row: Attendee; lang: Lang }) {
  const { registrationId: id, reading, latinName } = row;
  const name = nameFor({ ...row, id }, lang);
  const second = lang === 'ja' ? reading : latinName;
  return (
    <span className={styles.name}>
      <span lang={name.lang}>{name.text}</span>
      {second && second !== name.text && <small>{second}</small>}
    </span>
  );
}

function GiveBack({
  row,
  eventId,
  lang,
  t,
}: {
  row: Attendee;
  eventId: string;
  lang: Lang;
  t: T<'events'>;
}) {
  const { text: name } = nameFor({ ...row, id: row.registrationId }, lang);
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
