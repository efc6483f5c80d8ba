import { bookingsAhead, bookingsOn } from '#server/booking/index.ts';
import { query } from '#server/platform/use-case.ts';
import { resource } from '../access.ts';
import { OfResource } from '../schemas.ts';
import { tellBookings, tellResource } from '../telling.ts';

const MOST = 50;

/** What is still booked on a resource: what stays when it is taken out of use. */
export const ahead = query('resources.ahead', {
  summary: 'The bookings of one resource that are not over, the next first, and how many they are',
  input: OfResource,
  subject: resource.of('resourceId'),
  gate: 'resource.view',
  async run({ subject, actor, tx }) {
    const next = await bookingsOn(tx, subject.id, tx.now, null, MOST);
    return {
      ...(await tellResource(tx, actor, subject)),
      ahead: await bookingsAhead(tx, subject.id),
      bookings: await tellBookings(tx, actor, next),
    };
  },
});
