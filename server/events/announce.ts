import { enqueueMail } from '#server/platform/mail/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { label } from '#server/platform/i18n/label.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import { notify } from '#server/notifications/index.ts';
import type { EventRow, RegistrationRow } from './access.ts';
import { countSeats, promoteWaiting, waitingPlace } from './seats.ts';
import type { Seats } from './rules.ts';

type Emit = CommandContext<unknown, unknown>['emit'];

/** Counts the seats again and tells every open page of the event. */
export async function announceSeats(tx: Tx, emit: Emit, event: EventRow): Promise<Seats> {
  const seats = await countSeats(tx, event);
  await emit({ kind: 'event', id: event.id }, 'seats.changed', seats);
  return seats;
}

/** Fills free seats from the waiting list, and tells those who got one. */
export async function fillFreeSeats(tx: Tx, event: EventRow): Promise<RegistrationRow[]> {
  const promoted = await promoteWaiting(tx, event);
  for (const row of promoted) await tellPerson(tx, event, row, 'event.promoted');
  return promoted;
}

/** A notification and a mail about a person's own registration, in their language. */
export async function tellPerson(
  tx: Tx,
  event: EventRow,
  row: RegistrationRow,
  type: 'event.registered' | 'event.waiting' | 'event.promoted',
): Promise<void> {
  await notify(tx, {
    type,
    subject: { kind: 'event', id: event.id },
    to: sql`m.person_id = ${row.personId} AND m.org_id = ${row.orgId}`,
  });
  const [person] = await tx.sql<{ lang: Lang }>`SELECT lang FROM person WHERE id = ${row.personId}`;
  const lang = person!.lang;
  const vars = {
    path: `/events/${event.id}`,
    title: label(event.title, lang) || event.slug,
    startsAt: event.startsAt.toISOString(),
    endsAt: event.endsAt.toISOString(),
    timeZone: event.timeZone,
    venue: label(event.place, lang) || null,
  };
  const to = { personId: row.personId };
  if (row.state === 'waiting') {
    const position = await waitingPlace(tx, row);
    await enqueueMail(tx, {
      kind: 'event-registration-waiting',
      to,
      lang,
      vars: { ...vars, position },
      dedupeKey: `event-registration-waiting:${row.id}`,
    });
    return;
  }
  await enqueueMail(tx, {
    kind: 'event-registration-confirmed',
    to,
    lang,
    vars: { ...vars, uid: event.id, sequence: event.version },
    dedupeKey: `event-registration-confirmed:${row.id}:${event.version}`,
  });
}

/** Everybody who holds a place hears of it once: that the event changed. */
export async function tellRegistered(tx: Tx, event: EventRow, actorId: string | null) {
  await notify(tx, {
    type: 'event.changed',
    subject: { kind: 'event', id: event.id },
    to: sql`EXISTS (SELECT 1 FROM registration g WHERE g.event_id = ${event.id}
      AND g.person_id = m.person_id AND g.org_id = m.org_id AND g.state IN ('confirmed', 'waiting'))`,
    ...(actorId ? { actorId } : {}),
  });
}
