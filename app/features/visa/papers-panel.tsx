import { casePath } from '#app/features/referrals/addresses.ts';
import { ButtonLink, Notice, Panel, Pill, ShortList, Time } from '#app/ui/index.ts';
import styles from './visa.module.css';
import type { VisaPageProps } from './view.ts';

/** The papers that the hospital had printed for the visa, and the way to a new one. */
export function PapersPanel({ of, t, format }: VisaPageProps) {
  return (
    <Panel title={t('prints')}>
      <div className={styles.stack}>
        {of.papers.length > 0 ? (
          <ShortList
            items={of.papers.map((paper) => ({
              key: paper.documentNumber,
              what: (
                <>
                  {t('print.name', {
                    kind: t(`print.${paper.kind}`),
                    lang: t(`lang.${paper.lang}`),
                    number: paper.number,
                  })}{' '}
                  <span className={styles.note}>{paper.documentNumber}</span>{' '}
                  {paper.outdated && <Pill tone="caution">{t('print.outdated')}</Pill>}
                </>
              ),
              note: <Time at={paper.at} format={format} show="day" />,
            }))}
          />
        ) : (
          <p className={styles.note}>{t('prints.none')}</p>
        )}
        {of.rights.paper && !of.agreed && <Notice tone="info" title={t('prints.needsEstimate')} />}
        <p className={styles.acts}>
          {of.rights.paper && of.agreed && (
            <ButtonLink to={casePath(of.code, 'visa', 'paper')}>{t('prints.new')}</ButtonLink>
          )}
          {of.papers.length > 0 && (
            <ButtonLink to={casePath(of.code, 'documents')} icon="download">
              {t('prints.open')}
            </ButtonLink>
          )}
        </p>
      </div>
    </Panel>
  );
}
