import { Link, Outlet } from '@remix-run/react';
import { useEdited, type EditSession } from '#app/features/events/edit-data.ts';
import styles from '#app/features/events/edit.module.css';
import type { Format } from '#server/platform/i18n/format.ts';
import { LabelText } from '#app/i18n/label-text.tsx';
import { label } from '#app/i18n/label.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { ButtonLink, EmptyState, Table, type Column } from '#app/ui/index.ts';

/** The second step: the sessions, each opening in a page over this one. */
export default function EditProgramme() {
  const event = useEdited();
  const t = useT('events');
  const format = useFormat();
  const base = `/events/${event.id}/edit/programme`;
  const add = (
    <ButtonLink tone="primary" icon="plus" to={`${base}/new`} preventScrollReset>
      {t('session.add')}
    </ButtonLink>
  );
  return (
    <>
      <Outlet />
      {event.sessions.length > 0 ? (
        <>
          <div className={styles.acts}>
            {add}
            <ButtonLink to={`/events/${event.id}/edit/publish`}>{t('edit.toPublish')}</ButtonLink>
          </div>
          <Table
            caption={t('programme')}
            columns={columnsOf(base, format, t)}
            rows={event.sessions}
            rowKey={({ id }) => id}
          />
        </>
      ) : (
        <EmptyState title={t('programme.empty')} act={add}>
          {t('programme.emptyText')}
        </EmptyState>
      )}
    </>
  );
}

function columnsOf(base: string, format: Format, t: T<'events'>): Column<EditSession>[] {
  const { lang } = format;
  return [
    {
      key: 'when',
      label: t('column.when'),
      cell: ({ starts, ends }) => (
        <span className={styles.place}>
          <span>
            {starts.slice(11)}–{ends.slice(11)}
          </span>
          {/* The venue's clock is written as it is; no zone changes it. */}
          <small>{format.day(`${starts}Z`, 'UTC')}</small>
        </span>
      ),
    },
    {
      key: 'title',
      label: t('field.sessionTitle'),
      heads: true,
      cell: ({ id, title, kind }) => (
        <span className={styles.place}>
          <Link to={`${base}/${id}`} preventScrollReset>
            <LabelText of={title} lang={lang} />
          </Link>
          <small>{t(`session.${kind}` as 'session.talk')}</small>
        </span>
      ),
    },
    {
      key: 'room',
      label: t('field.room'),
      cell: ({ room }) => <LabelText of={room} lang={lang} />,
    },
    {
      key: 'speakers',
      label: t('field.speakers'),
      cell: ({ speakers }) => format.list(speakers.map(({ name }) => label(name, lang))),
    },
  ];
}
