import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsSection, Timeline } from '#app/ui/index.ts';
import { dayWithoutWeekday } from './months.ts';
import { fieldWords } from './missing-words.ts';
import type { EntryView } from './view.ts';

/** What happened to the case, as far as this side may know. */
export function CaseTimeline({
  entries,
  now,
  waiting,
  t,
  format,
}: {
  entries: readonly EntryView[];
  now: string;
  /** The latest entry is what waits for the reader. */
  waiting?: boolean;
  t: T<'referrals'>;
  format: Format;
}) {
  const today = format.dayKey(now);
  return (
    <FactsSection title={t('timeline')}>
      <Timeline
        items={entries.map((entry, i) => ({
          key: `${entry.at} ${entry.type} ${i}`,
          at: (
            <time dateTime={entry.at}>
              {format.dayKey(entry.at) === today
                ? t('today')
                : dayWithoutWeekday(format.dayKey(entry.at), format.lang)}{' '}
              {format.time(entry.at)}
            </time>
          ),
          what: sentence(entry, t, format),
          who: who(entry, t),
          current: i === 0 && waiting === true,
        }))}
      />
    </FactsSection>
  );
}

/** What was done upon one's own hospital rather than by it. */
const UPON_US: readonly string[] = [
  'offerSent',
  'offerChosen',
  'offerAnswered',
  'offerLapsed',
  'offerStandingLost',
];

const BECAUSE = {
  offerDeclined: ['event.declinedBecause', 'decline'],
  returned: ['event.returnedBecause', 'returning'],
  cancelled: ['event.cancelledBecause', 'cancelling'],
  cancelRequested: ['event.cancelRequestedBecause', 'cancelling'],
  released: ['event.releasedBecause', 'releasing'],
  noneChosen: ['event.noneChosenBecause', 'none'],
  referredOnward: ['event.referredOnwardBecause', 'onward'],
} as const;

const ON_A_DAY = {
  scheduled: 'event.scheduledFor',
  arrived: 'event.arrivedOn',
  treatmentStarted: 'event.treatmentStartedOn',
  discharged: 'event.dischargedOn',
} as const;

/** What happened, as a sentence with its reason or day. */
export function sentence(entry: EntryView, t: T<'referrals'>, format: Format): string {
  const { type, reason, offers, fields, on, who: by } = entry;
  if (type === 'broadcast' && offers !== null) return t('event.broadcastTo', { count: offers });
  if (type === 'edited' && fields.length > 0) {
    return t('event.editedFields', {
      fields: format.list(fields.map((each) => fieldWords(each, t))),
    });
  }
  const because = BECAUSE[type as keyof typeof BECAUSE];
  if (because && reason) {
    return t(because[0], { reason: t(`${because[1]}.${reason}` as 'decline.other') });
  }
  const day = ON_A_DAY[type as keyof typeof ON_A_DAY];
  if (day && on) return t(day, { day: format.calendarDate(on) });
  if (type === 'offerSent' && by.kind === 'part' && by.part === 'you')
    return t('event.offerSentToYou');
  return t(`event.${type}`);
}

/** By whom: a person of one's own side, an organisation, a part; nobody where the forum itself acted. */
export function who({ who: by, type }: EntryView, t: T<'referrals'>) {
  if (by.kind === 'named') return <span lang={by.lang}>{by.name}</span>;
  if (by.part === 'you') return UPON_US.includes(type) ? null : t('part.you');
  return t(`part.${by.part}`);
}
