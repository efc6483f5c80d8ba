import type { T } from '#app/i18n/use-t.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { Notice } from '#app/ui/index.ts';
import { alarmText, toneOf, type VisaView } from './view.ts';

/** What comes next and whose turn it is. */
export function NextNotice({ of, t, format }: { of: VisaView; t: T<'visa'>; format: Format }) {
  const { step, by } = of.next;
  const mine = by !== null && of.parties.includes(by);
  return (
    <Notice
      tone={step === 'done' ? 'good' : mine ? 'caution' : 'info'}
      title={
        isOver(step)
          ? t(`next.${step}`)
          : t(mine ? 'next.yours' : 'next', { step: t(`next.${step}`) })
      }
    >
      {step === 'confirmEntry' &&
        of.arrivedOn &&
        t('next.confirmEntry.text', { day: format.calendarDate(of.arrivedOn) })}
      {!mine && by && t('next.by', { who: t(`by.${by}`) })}
    </Notice>
  );
}

/** What is no next step any more is a sentence of its own. */
function isOver(step: VisaView['next']['step']) {
  return step === 'donePapers' || step === 'overUnused' || step === 'overUnleft';
}

/** What does not fit, the most pressing first. */
export function Alarms({ of, t, format }: { of: VisaView; t: T<'visa'>; format: Format }) {
  return of.alarms.map((alarm) => (
    <Notice
      key={`${alarm.kind}${alarm.item}${alarm.limit}`}
      tone={toneOf(alarm)}
      title={alarmText(alarm, t, format)}
    />
  ));
}
