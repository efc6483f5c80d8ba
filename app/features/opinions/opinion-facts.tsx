import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { FactsList } from '#app/ui/index.ts';
import { BothTimes } from './both-times.tsx';
import type { OpinionView } from './view.ts';

/** What was agreed on and how far it is. */
export function OpinionFacts({
  of,
  t,
  format,
}: {
  of: OpinionView;
  t: T<'opinions'>;
  format: Format;
}) {
  const { opinion, time, zones } = of;
  if (!opinion) return null;
  return (
    <FactsList
      layout="columns"
      facts={[
        { label: t('aim'), value: t(`aim.${opinion.aim}`) },
        {
          label: t('proposed'),
          value: t(opinion.byOfficer ? 'proposed.officer' : 'proposed.hospital', {
            when: format.date(opinion.proposedAt),
          }),
        },
        ...(opinion.state === 'agreed'
          ? [
              {
                label: t('time'),
                value: time ? (
                  <BothTimes at={time.startsAt} sender={zones.sender} format={format} />
                ) : (
                  t('time.none')
                ),
              },
            ]
          : []),
        ...(opinion.heldAt
          ? [{ label: t('given'), value: format.dateTime(opinion.heldAt, zones.hospital) }]
          : []),
      ]}
    />
  );
}
