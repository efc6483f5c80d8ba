import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { Notice, Pill, Table, type Column } from '#app/ui/index.ts';
import styles from './duty.module.css';
import { Names } from './names.tsx';
import type { DutyView } from './view.ts';

/** Whom the notices about referrals reach at this moment, and why. */
export function ToldNow({ view }: { view: DutyView }) {
  const t = useT('duty');
  if (view.told.length === 0) {
    return (
      <Notice tone="caution" title={t('told.nobody')}>
        {t('told.nobodyHint')}
      </Notice>
    );
  }
  return (
    <Notice tone="info" title={t(view.byRota ? 'told.byRota' : 'told.all')}>
      <Names people={view.told} t={t} />
      {!view.byRota && <p>{t('told.allHint')}</p>}
    </Notice>
  );
}

/** Who is on duty on each of the days ahead. */
export function Ahead({ ahead }: Pick<DutyView, 'ahead'>) {
  const t = useT('duty');
  const format = useFormat();
  const columns: Column<DutyView['ahead'][number]>[] = [
    {
      key: 'day',
      label: t('ahead.day'),
      heads: true,
      cell: ({ day, holiday, differs }) => (
        <span className={styles.day}>
          <time dateTime={day}>{format.calendarDay(day)}</time>
          {holiday && <small>{t('ahead.holiday')}</small>}
          {differs && <Pill tone="info">{t('ahead.differs')}</Pill>}
        </span>
      ),
    },
    {
      key: 'people',
      label: t('ahead.people'),
      cell: ({ people }) =>
        people.length > 0 ? (
          <Names people={people} t={t} />
        ) : (
          <span className={styles.nobody}>{t('ahead.everybody')}</span>
        ),
    },
  ];
  return (
    <section className={styles.part}>
      <h2>{t('ahead.title')}</h2>
      <Table
        caption={t('ahead.title')}
        columns={columns}
        rows={ahead}
        rowKey={({ day }) => day}
        dense
      />
    </section>
  );
}
