import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsList, Panel, Pill, Time, Withheld, type Fact } from '#app/ui/index.ts';
import { LISTS, listedWords } from './care.ts';
import styles from './referrals.module.css';
import type { TeaserView } from './view.ts';

/** What the case is in short: the de-identified facts, and which of the patient's are not shown. */
export function KeyFacts({
  teaser,
  withheld,
  t,
  format,
}: {
  teaser: TeaserView;
  /** Says under the facts what opens only later. */
  withheld: boolean;
  t: T<'referrals'>;
  format: Format;
}) {
  const { block, summary, request } = teaser;
  const hides = (what: TeaserView['withheld'][number]) => teaser.withheld.includes(what);
  const unsaid = <Withheld>{t('facts.unsaid')}</Withheld>;
  const languages = [
    ...teaser.languages,
    ...(hides('languages') ? [t('facts.otherLanguage')] : []),
  ];
  const facts: Fact[] = [
    ...(withheld ? [] : [{ label: t('facts.specialty'), value: specialtyWords(teaser, t) }]),
    {
      label: t('facts.ageSex'),
      value: `${hides('age') ? t('facts.ageUnsaid') : ageWords(teaser.ageBand, t)}　${hides('sex') ? t('facts.sexUnsaid') : t(`sex.${sexOf(teaser.sex)}`)}`,
    },
    {
      label: t('facts.country'),
      value: hides('country') ? unsaid : teaser.country || t('facts.missing'),
    },
    {
      label: t('facts.block'),
      value: hides('disease') ? (
        unsaid
      ) : block.code ? (
        <>
          {block.code}　<span lang={block.name.lang}>{block.name.text}</span>
        </>
      ) : (
        t('facts.missing')
      ),
    },
    {
      label: t('facts.request'),
      value: request.text ? <span lang={request.lang}>{request.text}</span> : t('facts.missing'),
    },
    { label: t('facts.wanted'), value: teaser.wanted || t('facts.missing') },
    {
      label: t('facts.languages'),
      value: `${languages.length > 0 ? format.list(languages) : t('facts.missing')}　${
        teaser.companions > 0
          ? t('facts.companions', { count: teaser.companions })
          : t('facts.alone')
      }`,
    },
    { label: t('facts.interpreter'), value: hides('care') ? unsaid : interpreterWords(teaser, t) },
    { label: t('facts.payer'), value: payerWords(teaser.payer, t) },
    {
      label: t('facts.mobility'),
      value: hides('care') ? unsaid : mobilityWords(teaser.mobility, t),
    },
    ...LISTS.map((list) => ({
      label: t(`clinical.${list.text}`),
      value: hides('care')
        ? unsaid
        : listedWords(teaser.care[list.text], list, t) || t('facts.missing'),
    })),
    ...(teaser.diet.length > 0
      ? [{ label: t('facts.diet'), value: dietWords(teaser.diet, t) }]
      : []),
    ...(withheld
      ? [
          {
            label: t('facts.identity'),
            value: <Withheld>{t('withheld.untilAccepted')}</Withheld>,
          },
        ]
      : []),
  ];
  return (
    <Panel
      title={t('facts.title')}
      mark={<Pill tone="info">{t('facts.deidentified')}</Pill>}
      note={
        teaser.reviewedAt && (
          <>
            {t('facts.reviewed')} <Time at={teaser.reviewedAt} format={format} show="day" />
          </>
        )
      }
    >
      <FactsList facts={facts} layout="columns" />
      {summary.text && (
        <div className={styles.prose}>
          <h3>{t('facts.summary')}</h3>
          <p lang={summary.lang}>{summary.text}</p>
        </div>
      )}
    </Panel>
  );
}

function specialtyWords({ specialty }: TeaserView, t: T<'referrals'>) {
  return specialty.text ? <span lang={specialty.lang}>{specialty.text}</span> : t('facts.missing');
}

function mobilityWords(mobility: string, t: T<'referrals'>): string {
  return mobility ? t(`mobility.${mobility as 'walks'}`) : t('facts.missing');
}

function interpreterWords({ interpreter, interpreterLang }: TeaserView, t: T<'referrals'>): string {
  if (!interpreter) return t('facts.missing');
  const need = t(`interpreter.${interpreter as 'needed'}`);
  if (!interpreterLang) return need;
  return t('facts.interpreter.into', { need, language: interpreterLang });
}

function dietWords(diet: readonly string[], t: T<'referrals'>): string {
  return diet.map((code) => t(`diet.${code as 'other'}`)).join(' · ');
}

const SEXES = ['female', 'male', 'other'] as const;

export function sexOf(sex: string) {
  return SEXES.find((one) => one === sex) ?? 'unknown';
}

export function ageWords(band: string, t: T<'referrals'>): string {
  if (band === '') return t('facts.missing');
  if (band === 'infant') return t('age.infant');
  if (band === '90+') return t('age.over90');
  if (band.endsWith('+')) return t('age.over', { from: band.slice(0, -1) });
  return t('age.band', { band: band.replace('-', '–') });
}

const PAYERS = ['self', 'insurer', 'government', 'employer', 'charity', 'other'] as const;

export function payerWords(payer: string, t: T<'referrals'>): string {
  const known = PAYERS.find((one) => one === payer);
  return known ? t(`payer.${known}`) : t('facts.missing');
}
