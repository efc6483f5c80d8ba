import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsList, Icon, Panel, Pill, Time, type Fact } from '#app/ui/index.ts';
import { LISTS, listedWords } from './care.ts';
import styles from './referrals.module.css';
import type { ClinicalView, Words } from './view.ts';

/** The clinical summary, without identity. */
export function ClinicalPanel({
  clinical,
  t,
  format,
}: {
  clinical: ClinicalView;
  t: T<'referrals'>;
  format: Format;
}) {
  return (
    <Panel
      title={t('clinical.title')}
      mark={<Pill tone="info">{t('clinical.mark')}</Pill>}
      note={<Recorded opening={clinical} t={t} format={format} />}
    >
      <ClinicalText clinical={clinical} t={t} />
    </Panel>
  );
}

export function ClinicalText({ clinical, t }: { clinical: ClinicalView; t: T<'referrals'> }) {
  const short: Fact[] = [
    ...LISTS.map((list) => ({
      label: t(`clinical.${list.text}`),
      value: [listedWords(clinical[list.field], list, t), clinical[list.text]]
        .filter(Boolean)
        .join('\n'),
    })),
    ...(['mobility', 'budget'] as const).map((key) => ({
      label: t(`clinical.${key}`),
      value: clinical[key],
    })),
  ].filter(({ value }) => value);
  return (
    <>
      <FactsList
        layout="stacked"
        facts={[
          {
            label: t('clinical.diagnosis'),
            value: `${clinical.diagnosis}${clinical.icdCode ? `（${clinical.icdCode}）` : ''}`,
          },
        ]}
      />
      {(['summary', 'history', 'findings', 'treatment'] as const).map((key) => (
        <Prose key={key} title={t(`clinical.${key}`)} text={clinical[key]} />
      ))}
      {short.length > 0 && <FactsList facts={short} />}
    </>
  );
}

function Prose({ title, text }: { title: string; text: Words }) {
  if (!text.text) return null;
  return (
    <div className={styles.prose}>
      <h3>{title}</h3>
      <p lang={text.lang}>{text.text}</p>
    </div>
  );
}

/** Who opened the data and when: as it stands in the audit log. */
export function Recorded({
  opening,
  t,
  format,
}: {
  opening: { openedAt: string; openedBy: { name: string; lang: string } };
  t: T<'referrals'>;
  format: Format;
}) {
  return (
    <span className={styles.recorded}>
      <Icon name="shield-check" size={14} />
      {t('recorded')} <span lang={opening.openedBy.lang}>{opening.openedBy.name}</span>{' '}
      <Time at={opening.openedAt} format={format} />
    </span>
  );
}
