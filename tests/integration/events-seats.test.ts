import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { event } from '#server/events/access.ts';
import { countSeats, takePlace } from '#server/events/seats.ts';
import { isAppError } from '#server/platform/errors.ts';
import { eventsGround, published, refusal, type Ground, type Member } from './events-ground.ts';

let ground: Ground;
let staff: Member;

beforeAll(async () => {
  ground = await eventsGround();
  staff = await ground.member('Staff', 'Desk', { kind: 'secretariat', roles: ['staff'] });
});
afterAll(() => ground.close());

const crowd = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => ground.member(`P${i}`, `Hospital ${i}`)));
const seatsOf = async (eventId: string) =>
  (await ground.call(staff, 'events.page', { eventId })).seats;

describe('the last seat', () => {
  it('goes to one of fifty who ask at the same moment; the others stand in line, each at a place of their own', async () => {
    const eventId = await published(ground, staff, { seats: 1 });
    const people = await crowd(50);
    const answers = await Promise.all(
      people.map((person) => ground.call(person, 'events.register', { eventId })),
    );
    expect(answers.filter(({ state }) => state === 'confirmed')).toHaveLength(1);
    const waiting = answers.filter(({ state }) => state === 'waiting');
    expect(waiting.map(({ waitingPlace }) => waitingPlace).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 49 }, (_, i) => i + 1),
    );
    expect(await seatsOf(eventId)).toEqual({ total: 1, taken: 1, left: 0, waiting: 49 });
  });

  it('is the last of ten, each of which is sold once', async () => {
    const eventId = await published(ground, staff, { seats: 10 });
    const people = await crowd(50);
    const answers = await Promise.all(
      people.map((person) => ground.call(person, 'events.register', { eventId })),
    );
    const seats = answers.flatMap(({ seat }) => (seat === null ? [] : [seat]));
    expect(seats.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});

describe('what the lock and the index are for', () => {
  /** A dozen people count the seats together and then take one, without the event's lock. */
  async function rushWithoutLock(eventId: string) {
    const people = await crowd(12);
    const counted = barrier(people.length);
    const outcomes = await Promise.allSettled(
      people.map((person) =>
        ground.inTx(async (tx) => {
          const row = (await event.find(tx, eventId))!;
          const seats = await countSeats(tx, row);
          await counted();
          return takePlace(tx, row, person, seats);
        }),
      ),
    );
    return outcomes.flatMap((each) =>
      each.status === 'fulfilled'
        ? [each.value.state]
        : [isAppError(each.reason) && each.reason.code],
    );
  }

  it('without the lock the unique index still sells the seat once', async () => {
    const eventId = await published(ground, staff, { seats: 1 });
    const outcomes = await rushWithoutLock(eventId);
    expect(outcomes.filter((state) => state === 'confirmed')).toHaveLength(1);
    expect(outcomes.filter((state) => state === 'TRY_AGAIN')).toHaveLength(11);
  });

  it('control: without lock and index the last seat is sold more than once', async () => {
    const other = await eventsGround();
    const before = ground;
    try {
      ground = other;
      const desk = await other.member('Staff', 'Desk', { kind: 'secretariat', roles: ['staff'] });
      const eventId = await published(other, desk, { seats: 1 });
      await other.asOwner('DROP INDEX registration_seat_once');
      const outcomes = await rushWithoutLock(eventId);
      expect(outcomes.filter((state) => state === 'confirmed').length).toBeGreaterThan(1);
    } finally {
      ground = before;
      await other.close();
    }
  });
});

describe('the waiting list', () => {
  it('moves up in order when a seat is given back, in the same transaction, with a mail and a notice', async () => {
    const eventId = await published(ground, staff, { seats: 1 });
    const [first, second, third] = await crowd(3);
    const { registrationId } = await ground.call(first!, 'events.register', { eventId });
    expect(await ground.call(second!, 'events.register', { eventId })).toMatchObject({
      state: 'waiting',
      waitingPlace: 1,
    });
    expect(await ground.call(third!, 'events.register', { eventId })).toMatchObject({
      waitingPlace: 2,
    });

    const answer = await ground.call(first!, 'events.cancelRegistration', { registrationId });
    expect(answer.seats).toEqual({ total: 1, taken: 1, left: 0, waiting: 1 });
    const page = await ground.call(second!, 'events.page', { eventId });
    expect(page.mine).toMatchObject({ state: 'confirmed', seat: 1 });
    expect((await ground.call(third!, 'events.page', { eventId })).mine).toMatchObject({
      state: 'waiting',
      waitingPlace: 1,
    });

    const told = await ground.inTx(
      (tx) => tx.sql<{ kind: string; vars: Record<string, unknown> }>`
      SELECT kind, vars FROM outbox_mail WHERE person_id = ${second!.personId} ORDER BY created_at`,
    );
    expect(told.map(({ kind }) => kind)).toEqual([
      'event-registration-waiting',
      'event-registration-confirmed',
    ]);
    expect(told[1]!.vars).toMatchObject({ uid: eventId, path: `/events/${eventId}` });
    const notices = await ground.inTx(
      (tx) => tx.sql<{ type: string }>`
      SELECT type FROM notification WHERE person_id = ${second!.personId} ORDER BY id`,
    );
    expect(notices.map(({ type }) => type)).toEqual(['event.waiting', 'event.promoted']);
  });

  it('lets in as many as the secretariat adds seats, and nobody loses one when it takes seats away', async () => {
    const eventId = await published(ground, staff, { seats: 2 });
    const people = await crowd(6);
    for (const person of people) await ground.call(person, 'events.register', { eventId });
    await ground.call(staff, 'events.update', { eventId, version: 0, seats: 4 });
    expect(await seatsOf(eventId)).toEqual({ total: 4, taken: 4, left: 0, waiting: 2 });

    await ground.call(staff, 'events.update', { eventId, version: 1, seats: 1 });
    expect(await seatsOf(eventId)).toEqual({ total: 1, taken: 4, left: 0, waiting: 2 });
    const { mine } = await ground.call(people[0]!, 'events.page', { eventId });
    await ground.call(people[0]!, 'events.cancelRegistration', {
      registrationId: mine.registrationId,
    });
    // Three people still hold a seat where there is one: nobody moves up.
    expect(await seatsOf(eventId)).toEqual({ total: 1, taken: 3, left: 0, waiting: 2 });

    await ground.call(staff, 'events.update', { eventId, version: 2, seats: null });
    expect(await seatsOf(eventId)).toEqual({ total: null, taken: 5, left: null, waiting: 0 });
  });

  it('passes over an organisation that has all the seats it may have, and who has left', async () => {
    const eventId = await published(ground, staff, { seats: 2, seatsPerOrg: 2 });
    const [a, b] = [await ground.member('A', 'Full'), await ground.member('B', 'Other')];
    const [c, d, e] = [
      await ground.member('C', 'Full'),
      await ground.member('D', 'Gone'),
      await ground.member('E', 'Late'),
    ];
    const { registrationId } = await ground.call(b, 'events.register', { eventId });
    for (const person of [a, c, d, e]) await ground.call(person, 'events.register', { eventId });
    await ground.call(staff, 'events.update', { eventId, version: 0, seatsPerOrg: 1 });
    await ground.inTx(
      (tx) => tx.sql`UPDATE membership SET ended_at = now() WHERE person_id = ${d.personId}`,
    );
    await ground.call(b, 'events.cancelRegistration', { registrationId });
    const states = await Promise.all(
      [a, c, d, e].map(
        async (person) => (await ground.call(person, 'events.page', { eventId })).mine.state,
      ),
    );
    expect(states).toEqual(['confirmed', 'waiting', 'waiting', 'confirmed']);
  });
});

describe('registering', () => {
  it('twice at once is one registration, and both get the same answer', async () => {
    const eventId = await published(ground, staff);
    const person = await ground.member('Double', 'Clickers');
    const [one, two] = await Promise.all([
      ground.call(person, 'events.register', { eventId }),
      ground.call(person, 'events.register', { eventId }),
    ]);
    expect(two.registrationId).toBe(one.registrationId);
    expect(two.seat).toBe(one.seat);
    expect((await seatsOf(eventId)).taken).toBe(1);
    const mails = await ground.inTx(
      (tx) => tx.sql`
      SELECT 1 FROM outbox_mail WHERE person_id = ${person.personId}`,
    );
    expect(mails).toHaveLength(1);
  });

  it('giving back twice gives back once', async () => {
    const eventId = await published(ground, staff, { seats: 1 });
    const [first, second] = await crowd(2);
    const { registrationId } = await ground.call(first!, 'events.register', { eventId });
    await ground.call(second!, 'events.register', { eventId });
    const answers = await Promise.all([
      ground.call(first!, 'events.cancelRegistration', { registrationId }),
      ground.call(first!, 'events.cancelRegistration', { registrationId }),
    ]);
    expect(answers.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
    expect((await seatsOf(eventId)).taken).toBe(1);
  });

  it('tells every open page how many seats are left, in the order of the log', async () => {
    const eventId = await published(ground, staff, { seats: 3 });
    for (const person of await crowd(3)) await ground.call(person, 'events.register', { eventId });
    const log = await ground.inTx(
      (tx) => tx.sql<{ payload: { left: number } }>`
      SELECT ce.payload FROM channel c JOIN channel_event ce ON ce.channel_id = c.id
      WHERE c.kind = 'event' AND c.record_id = ${eventId} AND ce.type = 'seats.changed' ORDER BY ce.seq`,
    );
    expect(log.map(({ payload }) => payload.left)).toEqual([2, 1, 0]);
  });

  it('stops at the seats that one organisation may hold', async () => {
    const eventId = await published(ground, staff, { seats: 10, seatsPerOrg: 2 });
    const people = await Promise.all([1, 2, 3].map((i) => ground.member(`M${i}`, 'Many')));
    const outcomes = await Promise.all(
      people.map(async (person) => {
        const call = ground.call(person, 'events.register', { eventId });
        return (await refusal(call)).code;
      }),
    );
    expect(outcomes.sort()).toEqual(['ORG_SEATS_TAKEN', 'none', 'none']);
  });

  it('is refused when registration is closed and when the event is over, and so is giving back', async () => {
    const eventId = await published(ground, staff);
    const [early, late] = await crowd(2);
    const { registrationId } = await ground.call(early!, 'events.register', { eventId });
    try {
      // The event is thirty days ahead and lasts eight hours in Tokyo.
      const starts = new Date(
        (await ground.call(staff, 'events.page', { eventId })).startsAt,
      ).getTime();
      const until = (ms: number) => `${Math.round((starts + ms - Date.now()) / 1000)} seconds`;
      await ground.shiftClock(until(60_000));
      expect(await refusal(ground.call(late!, 'events.register', { eventId }))).toMatchObject({
        kind: 'conflict',
        code: 'REGISTRATION_CLOSED',
      });
      await ground.shiftClock(until(9 * 3_600_000));
      expect((await refusal(ground.call(late!, 'events.register', { eventId }))).code).toBe(
        'EVENT_OVER',
      );
      const back = ground.call(early!, 'events.cancelRegistration', { registrationId });
      expect((await refusal(back)).code).toBe('EVENT_OVER');
    } finally {
      await ground.shiftClock('0 seconds');
    }
  });
});

/** Lets callers go on when all of them have arrived. */
function barrier(count: number): () => Promise<void> {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let arrived = 0;
  return () => {
    arrived += 1;
    if (arrived === count) open();
    return opened;
  };
}
