import { bookingsAhead } from '#server/booking/index.ts';
import { conflict, notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { resource } from '../access.ts';
import { Retire } from '../schemas.ts';

/** Takes a resource out of use: nothing new is booked on it, and what is booked stays. */
export const retire = command('resources.retire', {
  summary:
    'Takes a person, room, interpreter or vehicle out of use, on the version and the number of bookings ahead that were seen. Nothing new is booked on it; what is booked stays. A department is closed in the profile.',
  input: Retire,
  subject: resource.of('resourceId'),
  gate: 'resource.write',
  async run({ input, subject, tx, emit, audit }) {
    if (subject.kind === 'department') throw notFound();
    const { resourceId, version } = input;
    // The update holds the row that whoever books locks first, so nothing is booked in between.
    const retired = await tx.sql`
      UPDATE resource SET retired_at = ${tx.now}, version = version + 1
       WHERE id = ${resourceId} AND version = ${version} AND retired_at IS NULL RETURNING 1`;
    if (retired.length === 0) throw conflict('STALE_VERSION');
    const ahead = await bookingsAhead(tx, resourceId);
    if (ahead > input.ahead) throw conflict('STALE_VERSION');
    await emit({ kind: 'org', id: subject.orgId }, 'resource.changed', { resourceId });
    audit({ kind: subject.kind, ahead });
    return { version: version + 1 };
  },
});
