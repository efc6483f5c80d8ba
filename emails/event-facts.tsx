import { Facts } from './layout.tsx';
import type { MailVars } from './kinds.ts';
import type { MailContext } from './template.ts';

type EventVars = MailVars<'event-registration-waiting'> | MailVars<'event-registration-confirmed'>;

/** Title, time in the event's zone and the reader's, place, and what a mail adds. */
export function EventFacts({
  context,
  vars,
  more = [],
}: {
  context: MailContext;
  vars: EventVars;
  more?: readonly (readonly [string, string])[];
}) {
  const { t } = context;
  return (
    <Facts
      items={[
        [t('label.event'), vars.title],
        [t('label.when'), period(context, vars)],
        ...(vars.venue ? [[t('label.venue'), vars.venue] as const] : []),
        ...more,
      ]}
    />
  );
}

/** 2026年3月14日（土）14:00–17:00 JST; on two days both in full; elsewhere with the reader's own time. */
export function period(
  { format, t }: MailContext,
  { startsAt, endsAt, timeZone }: EventVars,
): string {
  const start = format.dateTime(startsAt, timeZone);
  const zone = ` ${format.zoneName(startsAt, timeZone)}`;
  const isOneDay = format.dayKey(startsAt, timeZone) === format.dayKey(endsAt, timeZone);
  const end = isOneDay ? format.time(endsAt, timeZone) : format.dateTime(endsAt, timeZone);
  const there = isOneDay ? `${start.slice(0, -zone.length)}–${end}${zone}` : `${start} – ${end}`;
  const zoneHere = format.zoneName(startsAt);
  if (zoneHere === format.zoneName(startsAt, timeZone)) return there;
  const isSameDay = format.dayKey(startsAt) === format.dayKey(startsAt, timeZone);
  const time = isSameDay ? `${format.time(startsAt)} ${zoneHere}` : format.dateTime(startsAt);
  return `${there}${t('yourTime', { time })}`;
}
