import { casePath } from '#app/features/referrals/addresses.ts';
import { useT, type T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { ButtonLink, FactsList, Panel, Pill, Time } from '#app/ui/index.ts';
import styles from './status-page.module.css';
import type { StatusPageOfCase } from './view.ts';

/** Whether patient and family have a page of their own, on the case's page. */
export function StatusPanel({ of, format }: { of: StatusPageOfCase; format: Format }) {
  const t = useT('statusPage');
  if (!of.link && !of.rights.open) return null;
  return (
    <Panel title={t('title')}>
      <div className={styles.stack}>
        {of.link ? (
          <LinkFacts link={of.link} t={t} format={format} />
        ) : (
          <p className={styles.note}>{t(of.covered ? 'none' : 'uncovered')}</p>
        )}
        <p className={styles.acts}>
          <ButtonLink to={casePath(of.code, 'status')}>{t('open')}</ButtonLink>
        </p>
      </div>
    </Panel>
  );
}

const TONES = { open: 'good', locked: 'caution', resting: 'neutral' } as const;

/** How the link stands and when somebody last came in by it. */
export function LinkFacts({
  link,
  t,
  format,
}: {
  link: NonNullable<StatusPageOfCase['link']>;
  t: T<'statusPage'>;
  format: Format;
}) {
  return (
    <FactsList
      layout="columns"
      facts={[
        {
          label: t('state'),
          value: <Pill tone={TONES[link.state]}>{t(`state.${link.state}`)}</Pill>,
        },
        { label: t('openedAt'), value: <Time at={link.openedAt} format={format} /> },
        {
          label: t('enteredAt'),
          value: link.enteredAt ? (
            <Time at={link.enteredAt} format={format} />
          ) : (
            t('enteredAt.never')
          ),
        },
      ]}
    />
  );
}
