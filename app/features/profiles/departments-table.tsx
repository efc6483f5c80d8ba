import { CAPACITY_TONES } from '#app/features/membership/profile.tsx';
import { resourcesOf } from '#app/features/resources/addresses.ts';
import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { ButtonLink, EmptyState, Pill, Table, type Column } from '#app/ui/index.ts';
import { departmentAt } from './addresses.ts';
import styles from './profiles.module.css';
import type { DepartmentView, ProfileView } from './view.ts';

/** A hospital's departments as it tends them; those that are closed stand below. */
export function Departments({ view }: { view: ProfileView }) {
  const t = useT('profiles');
  const names = useT('membership');
  const format = useFormat();
  const add = view.writes && (
    <ButtonLink to={departmentAt(view.slug, 'new')} small icon="plus">
      {t('department.add')}
    </ButtonLink>
  );
  const columns: Column<DepartmentView>[] = [
    {
      key: 'name',
      label: t('departments.name'),
      heads: true,
      cell: ({ name, nameLang }) => <span lang={nameLang}>{name}</span>,
    },
    {
      key: 'capacity',
      label: t('departments.capacity'),
      cell: ({ now, until }) => (
        <span className={styles.pills}>
          <Pill tone={CAPACITY_TONES[now]}>{names(`capacity.${now}`)}</Pill>
          {until && <small>{names('capacity.until', { date: until })}</small>}
        </span>
      ),
    },
    {
      key: 'cases',
      label: t('departments.cases'),
      align: 'end',
      cell: ({ yearlyCases }) => (yearlyCases === null ? '–' : format.number(yearlyCases)),
    },
    ...(view.writes
      ? [
          {
            key: 'acts',
            label: t('lines.acts'),
            cell: ({ id, name }: DepartmentView) => (
              <span className={styles.acts}>
                <ButtonLink
                  to={departmentAt(view.slug, id)}
                  small
                  aria-label={t('department.changeOf', { name })}
                >
                  {t('department.change')}
                </ButtonLink>
                <ButtonLink
                  to={`${departmentAt(view.slug, id)}/close`}
                  small
                  tone="quiet"
                  aria-label={t('department.closeOf', { name })}
                >
                  {t('department.close')}
                </ButtonLink>
              </span>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className={styles.part} data-tended={view.writes ? '' : undefined}>
      <div className={styles.partHead}>
        <h2>{t('departments')}</h2>
        {view.open.length > 0 && add}
      </div>
      {view.open.length > 0 ? (
        <Table
          caption={t('departments')}
          columns={columns}
          rows={view.open}
          rowKey={({ id }) => id}
        />
      ) : (
        <EmptyState title={t('departments.none')} act={add}>
          {t('departments.none.text')}
        </EmptyState>
      )}
      {view.writes && view.open.length > 0 && (
        <p className={styles.beside}>
          <ButtonLink to={`/members/${view.slug}/capacity`} small tone="quiet">
            {t('departments.tend')}
          </ButtonLink>{' '}
          <ButtonLink to={resourcesOf(view.slug)} small tone="quiet">
            {t('departments.resources')}
          </ButtonLink>
        </p>
      )}
      <Closed view={view} />
    </section>
  );
}

function Closed({ view: { closed, slug, writes } }: { view: ProfileView }) {
  const t = useT('profiles');
  if (closed.length === 0) return null;
  return (
    <>
      <h3>{t('departments.closed')}</h3>
      <ul role="list" className={styles.closed}>
        {closed.map(({ id, specialty, name, nameLang, closed: on }) => (
          <li key={id}>
            <span>
              <span lang={nameLang}>{name}</span>{' '}
              <small>{t('departments.closedOn', { date: on! })}</small>
            </span>
            {writes && (
              <ButtonLink
                to={`${departmentAt(slug, 'new')}?specialty=${specialty}`}
                small
                tone="quiet"
                aria-label={t('department.reopenOf', { name })}
              >
                {t('department.reopen')}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
