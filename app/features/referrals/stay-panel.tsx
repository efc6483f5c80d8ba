import { Link } from '@remix-run/react';
import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsList, FactsSection, Panel } from '#app/ui/index.ts';
import { casePath, displayCode } from './addresses.ts';
import type { CaseData } from './case-data.ts';

/** The days of the stay, as planned and as they came. */
export function StayPanel({
  stay,
  t,
  format,
}: {
  stay: NonNullable<CaseData['stay']>;
  t: T<'referrals'>;
  format: Format;
}) {
  const day = format.calendarDate;
  const lived = (['arrivedOn', 'admittedOn', 'dischargedOn'] as const).flatMap((key) =>
    stay[key] ? [{ label: t(`stay.${key}`), value: day(stay[key]) }] : [],
  );
  return (
    <Panel title={t('stay.title')}>
      <FactsList
        layout="columns"
        facts={[
          {
            label: t('stay.department'),
            value: <span lang={stay.label.lang}>{stay.label.text || stay.department}</span>,
          },
          {
            label: t('stay.planned'),
            value: stay.endsOn
              ? t('stay.until', { from: day(stay.startsOn), until: day(stay.endsOn) })
              : day(stay.startsOn),
          },
          ...lived,
        ]}
      />
    </Panel>
  );
}

/** Where the patient came from before this case, and went to after it. */
export function ChainFacts({
  chain,
  t,
}: {
  chain: NonNullable<CaseData['chain']>;
  t: T<'referrals'>;
}) {
  const link = (code: string) => <Link to={casePath(code)}>{displayCode(code)}</Link>;
  const { onward } = chain;
  return (
    <FactsSection title={t('chain.title')}>
      <FactsList
        facts={[
          ...(chain.from ? [{ label: t('chain.from'), value: link(chain.from) }] : []),
          ...(chain.to ? [{ label: t('chain.to'), value: link(chain.to) }] : []),
          ...(onward?.destination
            ? [
                {
                  label: t('chain.outside'),
                  value: [onward.destination, onward.country].filter(Boolean).join(', '),
                },
              ]
            : []),
          ...(onward
            ? [
                {
                  label: t('do.reason'),
                  value: t(`onward.${onward.reason}` as 'onward.other'),
                },
              ]
            : []),
        ]}
      />
    </FactsSection>
  );
}
