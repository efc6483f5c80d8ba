import { z } from 'zod';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { id } from '#server/platform/ids.ts';
import { query } from '#server/platform/use-case.ts';
import { event, type RegistrationRow } from '../access.ts';
import type { Label } from '../schemas.ts';
import { activeRegistration, waitingPlace } from '../seats.ts';
import { eventView, ownPlace } from '../view.ts';

async function otherOrganisation(tx: Tx, mine: RegistrationRow | null, { orgId }: Actor) {
  if (!mine || mine.orgId === orgId) return null;
  const [row] = await tx.sql<{ name: Label }>`
    SELECT short_name AS name FROM organisation WHERE id = ${mine.orgId}`;
  return row?.name ?? null;
}

async function placeInLog(tx: Tx, eventId: string): Promise<number> {
  const [row] = await tx.sql<{ seq: number }>`
    SELECT last_seq AS seq FROM channel WHERE kind = 'event' AND record_id = ${eventId}`;
  return row?.seq ?? 0;
}

export const eventPage = query('events.page', {
  summary:
    'One event: its programme by day and room, its seats, your own place and what you may do.',
  input: z.strictObject({ eventId: id('event') }),
  subject: event.of('eventId'),
  gate: 'event.view',
  async run({ subject, actor, tx, may }) {
    // Read before the rest: what happens meanwhile arrives once more by the channel, never not at all.
    const asOfSeq = await placeInLog(tx, subject.id);
    const view = await eventView(tx, subject, actor);
    const mine = actor.personId ? await activeRegistration(tx, subject.id, actor.personId) : null;
    return {
      ...view,
      asOfSeq,
      ...ownPlace(
        view,
        mine,
        mine && (await waitingPlace(tx, mine)),
        await otherOrganisation(tx, mine, actor),
      ),
      may: {
        register: actor.orgId !== null && may('event.register', event, subject),
        write: may('event.write', event, subject),
        listAttendees: may('event.listAttendees', event, subject),
        exportAttendees: may('event.exportAttendees', event, subject),
      },
    };
  },
});
