import { Form, Link } from '@remix-run/react';
import { departmentAt } from '#app/features/profiles/addresses.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import { ButtonLink, EmptyState, Pill, Submit, Table, type Column } from '#app/ui/index.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { resourceAt } from './addresses.ts';
import styles from './resources.module.css';
import { hoursText, KINDS, type ResourcesView, type ResourceView } from './view.ts';

/** What is in use, kind by kind. */
export function InUse({ view }: { view: ResourcesView }) {
  const t = useT('resources');
  const format = useFormat();
  // The secretariat lends people; it has neither departments nor rooms of its own here.
  const kinds = KINDS.filter((kind) => view.isHospital || kind !== 'department');
  return kinds.map((kind) => (
    <section key={kind} className={styles.part}>
      <div className={styles.partHead}>
        <h2>{t(`kind.${kind}`)}</h2>
        <Add view={view} kind={kind} t={t} />
      </div>
      <OfKind view={view} kind={kind} t={t} format={format} />
    </section>
  ));
}

type Kind = (typeof KINDS)[number];

function Add({ view, kind, t }: { view: ResourcesView; kind: Kind; t: T<'resources'> }) {
  const to =
    kind === 'department'
      ? view.profiles && departmentAt(view.slug, 'new')
      : view.writes && `${resourceAt(view.slug, 'new')}?kind=${kind}`;
  if (!to) return null;
  return (
    <ButtonLink to={to} small icon="plus">
      {t(`add.${kind}`)}
    </ButtonLink>
  );
}

function OfKind({
  view,
  kind,
  t,
  format,
}: {
  view: ResourcesView;
  kind: Kind;
  t: T<'resources'>;
  format: Format;
}) {
  const rows = view.inUse.filter((each) => each.kind === kind);
  if (rows.length === 0) {
    return <EmptyState title={t(`none.${kind}`)}>{t(`none.${kind}.text`)}</EmptyState>;
  }
  const columns: Column<ResourceView>[] = [
    {
      key: 'name',
      label: t('name'),
      heads: true,
      cell: ({ id, name, nameLang, language }) => (
        <span className={styles.line}>
          <Link to={resourceAt(view.slug, id)} lang={nameLang}>
            {name}
          </Link>
          {language && <small>{language}</small>}
        </span>
      ),
    },
    {
      key: 'hours',
      label: t('hours'),
      cell: ({ hours, holidays, beforeMinutes, afterMinutes }) => (
        <span className={styles.line}>
          <span>{hoursText(hours, t)}</span>
          <small>
            {[
              t(holidays ? 'holidays.closed' : 'holidays.open'),
              ...margins(beforeMinutes, afterMinutes, t),
            ].join(' · ')}
          </small>
        </span>
      ),
    },
    {
      key: 'ahead',
      label: t('ahead'),
      cell: ({ ahead, next, timeZone }) =>
        next === null ? (
          <span className={styles.calm}>{t('ahead.none')}</span>
        ) : (
          <span className={styles.line}>
            <time dateTime={next}>
              {format.day(next, timeZone)} {format.time(next, timeZone)}
            </time>
            <small>{t('ahead.count', { count: ahead })}</small>
          </span>
        ),
    },
    ...(view.writes
      ? [
          {
            key: 'acts',
            label: t('acts'),
            cell: ({ id, name }: ResourceView) => (
              <span className={styles.acts}>
                <ButtonLink
                  to={`${resourceAt(view.slug, id)}/edit`}
                  small
                  aria-label={t('change.of', { name })}
                >
                  {t(kind === 'department' ? 'change.hours' : 'change')}
                </ButtonLink>
                {kind !== 'department' && (
                  <ButtonLink
                    to={`${resourceAt(view.slug, id)}/retire`}
                    small
                    tone="quiet"
                    aria-label={t('retire.of', { name })}
                  >
                    {t('retire')}
                  </ButtonLink>
                )}
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <div className={styles.table} data-acts={view.writes ? '' : undefined}>
      <Table caption={t(`kind.${kind}`)} columns={columns} rows={rows} rowKey={({ id }) => id} />
    </div>
  );
}

/** What it needs around a booking, in words. */
export function margins(before: number, after: number, t: T<'resources'>): string[] {
  return [
    ...(before > 0 ? [t('margin.before', { count: before })] : []),
    ...(after > 0 ? [t('margin.after', { count: after })] : []),
  ];
}

/** What is out of use, with what is booked on it still. */
export function OutOfUse({ view }: { view: ResourcesView }) {
  const t = useT('resources');
  const format = useFormat();
  if (view.out.length === 0) return null;
  return (
    <section className={styles.part}>
      <h2>{t('out')}</h2>
      <ul role="list" className={styles.out}>
        {view.out.map(({ id, kind, name, nameLang, retired, ahead, version }) => (
          <li key={id}>
            <span className={styles.line}>
              <Link to={resourceAt(view.slug, id)} lang={nameLang}>
                {name}
              </Link>
              <small>
                {[
                  t(`one.${kind}`),
                  retired ? t('out.since', { date: format.date(retired) }) : t('out.closed'),
                ].join(' · ')}
              </small>
              {ahead > 0 && <Pill tone="caution">{t('ahead.count', { count: ahead })}</Pill>}
            </span>
            {view.writes && retired && kind !== 'department' && (
              <Form method="post">
                <input type="hidden" name="resourceId" value={id} />
                <input type="hidden" name="version" value={version} />
                <Submit name="act" value="takeUp" small aria-label={t('takeUp.of', { name })}>
                  {t('takeUp')}
                </Submit>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
