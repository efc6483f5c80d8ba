import { paperPath } from '#app/features/papers/addresses.ts';
import { ProofForm } from '#app/features/papers/bring-form.tsx';
import { useT, type T } from '#app/i18n/use-t.ts';
import { ButtonLink, FactsList, Notice, Panel, Pill, Time } from '#app/ui/index.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { casePath } from '../addresses.ts';
import type { CaseData } from '../case-data.ts';
import own from './consent.module.css';

type Consent = NonNullable<CaseData['consent']>;
type Props = { consent: Consent; t: T<'referrals'>; format: Format };

/** What the patient agreed to, in which wording, and whether it still stands. */
export function ConsentPanel({
  of,
  t,
  format,
}: {
  of: CaseData;
  t: T<'referrals'>;
  format: Format;
}) {
  const { consent } = of;
  const p = useT('papers');
  if (!consent) return null;
  const { code } = of.meta;
  const over = consent.withdrawnAt !== null || consent.lapsed;
  return (
    <Panel
      title={t('consent.title')}
      mark={
        <Pill tone={over ? 'danger' : 'good'}>
          {t(
            consent.withdrawnAt
              ? 'consent.withdrawn'
              : consent.lapsed
                ? 'consent.lapsed'
                : 'consent.inForce',
          )}
        </Pill>
      }
      note={t('consent.version', { version: consent.version, text: consent.textVersion })}
    >
      <FactsList
        facts={[...whatAndWhere({ consent, t, format }), ...whoAndWhen({ consent, t, format })]}
      />
      <div className={own.acts}>
        <ButtonLink
          small
          icon="file-text"
          to={`${casePath(code, 'consent', 'paper')}?version=${consent.version}`}
        >
          {t('consent.paper.read')}
        </ButtonLink>
        {consent.paperId && (
          <ButtonLink small icon="eye" to={paperPath(code, consent.paperId)}>
            {p('proof.open')}
          </ButtonLink>
        )}
      </div>
      {!consent.paperId && !over && (
        <Notice tone="caution" title={p('proof.missing')}>
          {of.rights.bring && <ProofForm code={code} consentVersion={consent.version} t={p} />}
        </Notice>
      )}
    </Panel>
  );
}

function whatAndWhere({ consent, t, format }: Props) {
  const { abroadUnknown, abroadNames } = consent;
  const countries = format.list(abroadNames);
  return [
    {
      label: t('consent.covers'),
      value: format.list(consent.covers.map((each) => t(`covers.${each}` as 'covers.platform'))),
    },
    {
      label: t('consent.hospitals'),
      value:
        consent.orgClass === 'offeredHospitals'
          ? t('consent.class')
          : format.list(consent.orgNames) || t('none'),
    },
    ...(abroadNames.length > 0
      ? [
          {
            label: t('consent.abroad'),
            value: abroadUnknown
              ? t('consent.abroad.open', { why: t(`consent.abroad.${abroadUnknown}`), countries })
              : countries,
          },
        ]
      : []),
  ];
}

function whoAndWhen({ consent, t, format }: Props) {
  const day = format.calendarDate;
  const giver = t(`giver.${consent.givenBy}` as 'giver.patient');
  return [
    {
      label: t('consent.given'),
      value: t('consent.givenBy', {
        who: consent.relation
          ? t('consent.giver.as', { who: giver, relation: t(`relation.${consent.relation}`) })
          : giver,
        how: t(`method.${consent.method}` as 'method.written'),
        lang: consent.langName,
      }),
    },
    { label: t('consent.givenOn'), value: day(consent.givenOn) },
    {
      label: t('consent.until'),
      value: consent.validTo ? day(consent.validTo) : t('consent.until.open'),
    },
    ...(consent.withdrawnAt
      ? [
          {
            label: t('consent.withdrawn'),
            value: <Time at={consent.withdrawnAt} format={format} />,
          },
        ]
      : []),
  ];
}
