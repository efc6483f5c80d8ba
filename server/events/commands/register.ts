import { z } from 'zod';
import { conflict, forbidden, signedOut } from '#server/platform/errors.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { event } from '../access.ts';
import { announceSeats, tellPerson } from '../announce.ts';
import { registrationPhase, registrationRefusal } from '../rules.ts';
import {
  activeRegistration,
  countSeats,
  isOrgFull,
  lockEvent,
  takePlace,
  waitingPlace,
} from '../seats.ts';

export const register = command('events.register', {
  summary:
    'Registers you for an event, for the organisation you act for: the lowest free seat, or the end of the waiting list. Asking again answers the same.',
  input: z.strictObject({ eventId: id('event') }),
  subject: event.of('eventId'),
  gate: 'event.register',
  async run({ input, actor, tx, emit, audit }) {
    const { personId, orgId } = actor;
    if (personId === null) throw signedOut();
    if (orgId === null) throw forbidden('ORGANISATION_NEEDED');
    const of = await lockEvent(tx, input.eventId);
    const seats = await countSeats(tx, of);
    const known = await activeRegistration(tx, of.id, personId);
    if (known) return placeOf(known, await waitingPlace(tx, known), seats);

    const refusal = registrationRefusal(registrationPhase(of, seats, tx.now));
    if (refusal) throw conflict(refusal);
    if (await isOrgFull(tx, of, orgId)) throw conflict('ORG_SEATS_TAKEN');
    const row = await takePlace(tx, of, { personId, orgId }, seats);
    const after = await announceSeats(tx, emit, of);
    await tellPerson(tx, of, row, row.state === 'waiting' ? 'event.waiting' : 'event.registered');
    audit({ registrationId: row.id, state: row.state });
    return placeOf(row, await waitingPlace(tx, row), after);
  },
});

function placeOf<Row extends { id: string; state: string; seat: number | null }, Seats>(
  { id: registrationId, state, seat }: Row,
  place: number | null,
  seats: Seats,
) {
  return { registrationId, state, seat, waitingPlace: place, seats };
}
