import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsList, Panel, Pill, Time } from '#app/ui/index.ts';
import type { CaseData } from './case-data.ts';
import { decisionWords } from './view.ts';

/** The hospital that has the case, and who will see the patient when. */
export function HospitalPanel({
  of,
  t,
  format,
}: {
  of: CaseData;
  t: T<'referrals'>;
  format: Format;
}) {
  const { hospital, side } = of;
  if (!hospital) return null;
  const { answer } = hospital;
  return (
    <Panel
      title={t(side === 'accepted' ? 'answer.title' : 'hospital.title')}
      mark={<Pill tone="good">{t('status.accepted')}</Pill>}
      note={<Time at={hospital.acceptedAt} format={format} />}
    >
      <FactsList
        facts={[
          {
            label: t('hospital.name'),
            value: <span lang={hospital.name.lang}>{hospital.name.text}</span>,
          },
          { label: t('answer.department'), value: answer.department },
          { label: t('answer.physician'), value: answer.physician },
          {
            label: t('answer.earliestOn'),
            value: format.calendarDate(answer.earliestOn),
          },
          ...(answer.decidedOn
            ? [{ label: t('answer.decided'), value: decisionWords(answer, format) }]
            : []),
          ...(answer.note ? [{ label: t('answer.note'), value: answer.note }] : []),
        ]}
      />
    </Panel>
  );
}
