import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { newId } from '#server/platform/ids.ts';
import { slugFor } from '#server/platform/slug.ts';
import { command } from '#server/platform/use-case.ts';
import { eventFields } from '../schemas.ts';
import { requireTimes } from '../event-times.ts';
import { writeDescription } from '../texts.ts';

export const createEvent = command('events.create', {
  summary: 'Begins an event as a draft that only the secretariat sees.',
  input: z.strictObject({
    ...eventFields,
    registrationCloses: eventFields.registrationCloses.default(null),
    seats: eventFields.seats.default(null),
    seatsPerOrg: eventFields.seatsPerOrg.default(null),
    place: eventFields.place.default(null),
    host: eventFields.host.default(null),
    series: eventFields.series.default(null),
    description: eventFields.description.default({}),
  }),
  subject: anywhere,
  gate: 'event.write',
  async run({ input, actor, tx, audit }) {
    const { starts, ends, registrationCloses, description, ...fields } = input;
    const times = requireTimes({ starts, ends, registrationCloses, timeZone: fields.timeZone });
    const id = newId();
    const slug = slugFor(fields.title, fields.kind, id);
    await tx.sql`
      INSERT INTO event (id, slug, kind, state, audience, title, series, host, place, format,
        starts_at, ends_at, time_zone, seats, seats_per_org, registration_closes_at, created_by, created_at)
      VALUES (${id}, ${slug}, ${fields.kind}, 'draft', ${fields.audience}, ${json(fields.title)},
        ${json(fields.series)}, ${json(fields.host)}, ${json(fields.place)}, ${fields.format},
        ${times.startsAt}, ${times.endsAt}, ${fields.timeZone}, ${fields.seats},
        ${fields.seatsPerOrg}, ${times.registrationClosesAt}, ${actor.personId}, ${tx.now})`;
    await writeDescription(tx, id, description);
    audit({ eventId: id });
    return { eventId: id, slug, version: 0 };
  },
});

function json(value: object | null): string | null {
  return value && JSON.stringify(value);
}
