import { useFormat } from '#app/i18n/use-format.ts';
import { useT } from '#app/i18n/use-t.ts';
import { FactsList, Notice, Page, PageHead, Panel } from '#app/ui/index.ts';
import type { Answer } from '#server/forum.ts';
import styles from './moderation.module.css';
import { RecordOf } from './record.tsx';

type Told = Answer<'moderation.reportPage'>;

/** One's own report: what was shared, and whether it was dealt with. */
export function ToReporter({ report }: { report: Extract<Told, { as: 'reporter' }> }) {
  const t = useT('moderation');
  const format = useFormat();
  const { reason, words, decidedAt, record } = report;
  return (
    <Page width="reading">
      <PageHead title={t('told.reporter')} facts={[format.dateTime(report.at)]} />
      <Notice tone={decidedAt ? 'good' : 'info'}>
        {decidedAt ? t('told.dealt', { when: format.dateTime(decidedAt) }) : t('told.open')}
      </Notice>
      <Panel title={t('told.shared')}>
        <FactsList
          facts={[
            { label: t('report.reason'), value: t(`reason.${reason}`) },
            ...(words
              ? [{ label: t('report.words'), value: <p className={styles.words}>{words}</p> }]
              : []),
          ]}
        />
        <RecordOf posts={record} marked={record.length > 1} />
      </Panel>
    </Page>
  );
}

/** What was decided about one's post, and why; never who reported it. */
export function ToAuthor({ report }: { report: Extract<Told, { as: 'author' }> }) {
  const t = useT('moderation');
  const format = useFormat();
  const { outcome, explanation, until, lifted, decidedAt, post } = report;
  const when = until ? format.dateTime(until) : '';
  return (
    <Page width="reading">
      <PageHead title={t('told.author')} facts={decidedAt ? [format.dateTime(decidedAt)] : []} />
      <Notice tone="caution">
        {outcome === 'barred' && !lifted && t('told.barred', { when })}
        {(outcome === 'removed' || lifted) && t('told.removed')}
        {outcome === 'warned' && t('told.warned')}
      </Notice>
      {lifted && (
        <>
          <Notice tone="good">{t('told.lifted', { when: format.dateTime(lifted.at) })}</Notice>
          <Panel title={t('case.liftReason')}>
            <p className={styles.words}>{lifted.reason}</p>
          </Panel>
        </>
      )}
      <Panel title={t('told.reason')}>
        <p className={styles.words}>{explanation}</p>
      </Panel>
      <Panel title={t('told.post')}>
        <RecordOf posts={[post]} />
      </Panel>
      <p>{t('told.ask')}</p>
    </Page>
  );
}
