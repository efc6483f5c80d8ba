import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsList, Panel, Pill, Time } from '#app/ui/index.ts';
import type { CaseData } from './case-data.ts';

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
  if (!consent) return null;
  const withdrawn = consent.withdrawnAt !== null;
  return (
    <Panel
      title={t('consent.title')}
      mark={
        <Pill tone={withdrawn ? 'danger' : 'good'}>
          {t(withdrawn ? 'consent.withdrawn' : 'consent.inForce')}
        </Pill>
      }
      note={t('consent.version', { version: consent.version, text: consent.textVersion })}
    >
      <FactsList
        facts={[
          {
            label: t('consent.covers'),
            value: format.list(
              consent.covers.map((each) => t(`covers.${each}` as 'covers.platform')),
            ),
          },
          {
            label: t('consent.hospitals'),
            value:
              consent.orgClass === 'offeredHospitals'
                ? t('consent.class')
                : format.list(consent.orgNames) || t('none'),
          },
          {
            label: t('consent.given'),
            value: t('consent.givenBy', {
              who: t(`giver.${consent.givenBy}` as 'giver.patient'),
              how: t(`method.${consent.method}` as 'method.written'),
              lang: consent.langName,
            }),
          },
          {
            label: t('consent.givenOn'),
            value: format.date(`${consent.givenOn}T00:00:00Z`, 'UTC'),
          },
          ...(consent.withdrawnAt
            ? [
                {
                  label: t('consent.withdrawn'),
                  value: <Time at={consent.withdrawnAt} format={format} />,
                },
              ]
            : []),
        ]}
      />
    </Panel>
  );
}
