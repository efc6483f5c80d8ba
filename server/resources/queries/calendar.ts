import { bookingsAhead, bookingsOn, openSpans } from '#server/booking/index.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { dayOf, dayStart, daysAfter } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { resource } from '../access.ts';
import { Calendar } from '../schemas.ts';
import { tellBookings, tellResource } from '../telling.ts';

/** What one resource is booked for on a day or in a week. */
export const calendar = query('resources.calendar', {
  summary:
    'The bookings of one resource on a day or seven days, with its opening hours, what is booked together with it, and the case where the caller may see the appointment',
  input: Calendar,
  subject: resource.of('resourceId'),
  gate: 'resource.view',
  async run({ input, subject, actor, tx }) {
    const { timeZone } = subject;
    const today = dayOf(tx.now, timeZone);
    const first = input.from ?? today;
    const end = daysAfter(first, input.days);
    const startOf = (day: string) => dayStart(day, timeZone);
    const found = await bookingsOn(tx, subject.id, startOf(first), startOf(end));
    const bookings = await tellBookings(tx, actor, found);
    // One that goes over midnight stands on the day of its beginning, or on the first that is shown.
    const dayOfBooking = (startsAt: string) => {
      const day = dayOf(new Date(startsAt), timeZone);
      return day < first ? first : day;
    };
    const { orgId } = subject;
    return {
      channel: { id: orgId, asOf: await channelSeq(tx, { kind: 'org', id: orgId }) },
      ...(await tellResource(tx, actor, subject)),
      ahead: await bookingsAhead(tx, subject.id),
      today,
      first,
      last: daysAfter(end, -1),
      earlier: daysAfter(first, -input.days),
      later: end,
      days: Array.from({ length: input.days }, (_each, at) => daysAfter(first, at)).map((day) => {
        const whole = { from: +startOf(day), until: +startOf(daysAfter(day, 1)) };
        return {
          day,
          open: openSpans(subject, whole).map(({ from, until }) => ({
            from: new Date(from).toISOString(),
            until: new Date(until).toISOString(),
          })),
          bookings: bookings.filter(({ startsAt }) => dayOfBooking(startsAt) === day),
        };
      }),
    };
  },
});
