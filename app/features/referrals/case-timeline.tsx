import type { Format } from '#server/platform/i18n/format.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FactsSection, Timeline } from '#app/ui/index.ts';
import { dayWithoutWeekday } from './months.ts';
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
          what: sentence(entry, t),
          who: who(entry, t),
          current: i === 0 && waiting === true,
        }))}
      />
    </FactsSection>
  );
}

function sentence({ type, reason, offers, who: by }: EntryView, t: T<'referrals'>): string {
  if (type === 'broadcast' && offers !== null) return t('event.broadcastTo', { count: offers });
  if (type === 'offerDeclined' && reason) {
    return t('event.declinedBecause', { reason: t(`decline.${reason}` as 'decline.other') });
  }
  if (type === 'returned' && reason) {
    return t('event.returnedBecause', { reason: t(`returning.${reason}` as 'returning.other') });
  }
  if (type === 'cancelled' && reason) {
    return t('event.cancelledBecause', { reason: t(`cancelling.${reason}` as 'cancelling.other') });
  }
  if (type === 'offerSent' && by.kind === 'part' && by.part === 'you')
    return t('event.offerSentToYou');
  return t(`event.${type}`);
}

function who({ who: by, type }: EntryView, t: T<'referrals'>) {
  if (by.kind === 'named') return <span lang={by.lang}>{by.name}</span>;
  if (by.part === 'you') return type === 'offerSent' ? null : t('part.you');
  return t(`part.${by.part}`);
}
