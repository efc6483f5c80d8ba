import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { event, registration } from '#server/events/access.ts';
import { ACTIVE_MEMBERSHIPS, audience, can, sql, visible } from '#server/platform/access/access.ts';
import { visitor, type Actor } from '#server/platform/access/actor.ts';
import {
  eventsGround,
  published,
  refusal,
  session,
  symposium,
  type Ground,
  type Member,
} from './events-ground.ts';

let ground: Ground;
let staff: Member;
let member: Member;
let colleague: Member;
let representative: Member;
let outsider: Member;

beforeAll(async () => {
  ground = await eventsGround();
  staff = await ground.member('Staff', 'Desk', { kind: 'secretariat', roles: ['staff'] });
  member = await ground.member('Mori', 'Aoba');
  colleague = await ground.member('Sato', 'Aoba', { roles: ['hospitalCoordinator'] });
  representative = await ground.member('Abe', 'Aoba', { roles: ['representative'] });
  outsider = await ground.member('Kim', 'Hanbit', { kind: 'partner' });
});
afterAll(() => ground.close());

const create = (more: Record<string, unknown> = {}): Promise<{ eventId: string }> =>
  ground.call(staff, 'events.create', symposium(more));
const add = (eventId: string, starts: string, ends: string, more: Record<string, unknown> = {}) =>
  ground.call(staff, 'events.addSession', { eventId, ...session(starts, ends, more) });

describe('who may what', () => {
  it('a draft is the secretariat’s alone: for everybody else it is not there', async () => {
    const { eventId } = await create();
    expect((await ground.call(staff, 'events.page', { eventId })).phase).toBe('draft');
    expect((await refusal(ground.call(member, 'events.page', { eventId }))).kind).toBe('notFound');
    expect((await refusal(ground.call(ground.visitor, 'events.page', { eventId }))).kind).toBe(
      'signedOut',
    );
    expect((await refusal(ground.call(staff, 'events.register', { eventId }))).kind).toBe(
      'forbidden',
    );
  });

  it('an event for members is closed to visitors, a public one is open, and registering needs an account', async () => {
    const forMembers = await published(ground, staff);
    const forAll = await published(ground, staff, { audience: 'public' });
    expect(
      (await refusal(ground.call(ground.visitor, 'events.page', { eventId: forMembers }))).kind,
    ).toBe('signedOut');
    const page = await ground.call(ground.visitor, 'events.page', { eventId: forAll });
    expect(page.may).toEqual({
      register: false,
      write: false,
      listAttendees: false,
      exportAttendees: false,
    });
    expect(
      (await refusal(ground.call(ground.visitor, 'events.register', { eventId: forAll }))).kind,
    ).toBe('signedOut');
  });

  it('members change nothing: each command of the secretariat is refused', async () => {
    const eventId = await published(ground, staff);
    const sessionId = (await ground.call(staff, 'events.page', { eventId })).programme[0]
      .sessions[0].id;
    const refused = await Promise.all([
      refusal(ground.call(member, 'events.create', symposium())),
      refusal(ground.call(member, 'events.update', { eventId, version: 0, seats: 1 })),
      refusal(ground.call(member, 'events.addSession', { eventId, ...session('10:00', '11:00') })),
      refusal(
        ground.call(member, 'events.updateSession', {
          eventId,
          sessionId,
          ...session('10:00', '11:00'),
        }),
      ),
      refusal(ground.call(member, 'events.removeSession', { eventId, sessionId })),
      refusal(ground.call(member, 'events.publish', { eventId })),
      refusal(ground.call(member, 'events.editPage', { eventId })),
      refusal(ground.call(member, 'events.attendees', { eventId })),
      refusal(ground.call(representative, 'events.exportAttendees', { eventId })),
    ]);
    expect(refused.map(({ kind }) => kind)).toEqual(refused.map(() => 'forbidden'));
  });

  it('a place is given back by oneself, one’s representative or the secretariat; for others it is not there', async () => {
    const eventId = await published(ground, staff);
    const { registrationId } = await ground.call(member, 'events.register', { eventId });
    for (const other of [colleague, outsider]) {
      const call = ground.call(other, 'events.cancelRegistration', { registrationId });
      expect((await refusal(call)).kind).toBe('notFound');
    }
    await ground.call(representative, 'events.cancelRegistration', { registrationId });
    expect((await ground.call(member, 'events.page', { eventId })).mine).toBeNull();
  });

  it('the representative lists the own organisation’s attendees, the secretariat all', async () => {
    const eventId = await published(ground, staff);
    for (const who of [member, colleague, outsider])
      await ground.call(who, 'events.register', { eventId });
    const names = async (who: Actor) =>
      (await ground.call(who, 'events.attendees', { eventId })).attendees.map(
        ({ familyName }: { familyName: string }) => familyName,
      );
    expect(await names(staff)).toEqual(['Mori', 'Sato', 'Kim']);
    expect(await names(representative)).toEqual(['Mori', 'Sato']);
  });

  it('the three forms of each relation agree for every event, registration, action and person', async () => {
    const events = [
      await create().then(({ eventId }) => eventId),
      await published(ground, staff),
      await published(ground, staff, { audience: 'public' }),
    ];
    for (const eventId of events.slice(1))
      await ground.call(member, 'events.register', { eventId });
    const people: Member[] = [staff, member, colleague, representative, outsider];
    await ground.inTx(async (tx) => {
      const eventRows = [];
      for (const id of events) eventRows.push(await event.find(tx, id));
      const registrations = await tx.sql<{ id: string }>`SELECT id FROM registration`;
      const registrationRows = [];
      for (const { id } of registrations) registrationRows.push(await registration.find(tx, id));
      const nouns = [
        {
          of: event,
          from: sql`event e`,
          column: sql`e.id`,
          rows: eventRows,
          actions: ['event.view', 'event.register', 'event.write', 'event.listAttendees'],
        },
        {
          of: registration,
          from: sql`registration r`,
          column: sql`r.id`,
          rows: registrationRows,
          actions: ['event.viewRegistration', 'event.cancelRegistration', 'event.listAttendees'],
        },
      ] as const;
      for (const { of, from, column, rows, actions } of nouns) {
        for (const action of actions) {
          for (const row of rows) {
            const reached = await tx.sql<{ personId: string }>`
              SELECT m.person_id AS "personId" FROM ${ACTIVE_MEMBERSHIPS}
              WHERE ${audience(action, of as never, row)}`;
            for (const actor of people) {
              const holds = can(actor, action, of as never, row);
              const [seen] = await tx.sql`
                SELECT 1 FROM ${from} WHERE ${column} = ${row!.id} AND ${visible(actor, action, of as never)}`;
              const inAudience = reached.some(({ personId }) => personId === actor.personId);
              expect([action, holds, Boolean(seen), inAudience]).toEqual([
                action,
                holds,
                holds,
                holds,
              ]);
            }
          }
        }
      }
    });
  });
});

describe('a draft', () => {
  it('becomes an event only when title, place and programme are there', async () => {
    const { eventId } = await create({ title: { ja: '題名' }, place: null });
    const first = await refusal(ground.call(staff, 'events.publish', { eventId }));
    expect(first).toMatchObject({ kind: 'invalid', code: 'NOT_READY_TO_PUBLISH' });
    expect(first.issues.map(({ path }) => path)).toEqual(['titleEn', 'place', 'sessions']);
    await ground.call(staff, 'events.update', {
      eventId,
      version: 0,
      title: { ja: '題名', en: 'Title' },
      place: { ja: '東京' },
    });
    await add(eventId, '09:00', '10:00');
    expect(await ground.call(staff, 'events.publish', { eventId })).toEqual({
      eventId,
      state: 'published',
    });
    expect(await ground.call(staff, 'events.publish', { eventId })).toEqual({
      eventId,
      state: 'published',
    });
    const told = await ground.inTx(
      (tx) => tx.sql<{ personId: string }>`
      SELECT person_id AS "personId" FROM notification WHERE subject_id = ${eventId} AND type = 'event.published'`,
    );
    expect(told.map(({ personId }) => personId).sort()).toEqual(
      [member, colleague, representative, outsider].map(({ personId }) => personId).sort(),
    );
  });

  it('takes no field that it does not know, and no time that no clock shows', async () => {
    for (const more of [
      { state: 'published' },
      { id: 'x' },
      { kind: 'party' },
      { seats: 0 },
      { timeZone: 'Mars/Olympus' },
      { title: {} },
      { title: { en: 'A\nB' } },
    ]) {
      expect(await refusal(create(more))).toMatchObject({ kind: 'invalid', code: 'INVALID_INPUT' });
    }
    const night = {
      timeZone: 'America/New_York',
      starts: '2026-03-08T02:30',
      ends: '2026-03-08T09:00',
    };
    expect(await refusal(create(night))).toMatchObject({
      kind: 'invalid',
      code: 'NO_SUCH_TIME',
      issues: [{ path: 'starts', message: 'noSuchTime' }],
    });
    expect((await refusal(create({ ends: symposium().starts }))).issues).toEqual([
      { path: 'ends', message: 'endsBeforeStart' },
    ]);
  });

  it('a session at 02:30 on the night New York’s clocks go forward is refused with a sentence', async () => {
    const { eventId } = await create({
      timeZone: 'America/New_York',
      starts: '2026-03-07T20:00',
      ends: '2026-03-08T10:00',
    });
    const night = { ...session('', ''), starts: '2026-03-08T02:30', ends: '2026-03-08T03:30' };
    const refused = await refusal(ground.call(staff, 'events.addSession', { eventId, ...night }));
    expect(refused).toMatchObject({ kind: 'invalid', code: 'NO_SUCH_TIME' });
    expect(refused.message).toContain('No clock in America/New_York shows this time');
    await ground.call(staff, 'events.addSession', {
      eventId,
      ...night,
      starts: '2026-03-08T01:30',
    });
    const { programme } = await ground.call(staff, 'events.page', { eventId });
    // 01:30 to 03:30 on the clock is one hour.
    expect(programme[0].sessions[0]).toMatchObject({
      starts: '01:30',
      ends: '03:30',
      from: 30,
      to: 90,
    });
  });
});

describe('two people of the secretariat at one event', () => {
  it('the second is told which fields the first changed, and nothing is lost', async () => {
    const { eventId } = await create();
    await ground.call(staff, 'events.update', {
      eventId,
      version: 0,
      seats: 40,
      host: { en: 'MEJ' },
    });
    const stale = await refusal(
      ground.call(staff, 'events.update', { eventId, version: 0, seats: 20 }),
    );
    expect(stale).toMatchObject({ kind: 'conflict', code: 'STALE' });
    expect(stale.issues.map(({ path }) => path).sort()).toEqual(['host', 'seats']);
    expect((await ground.call(staff, 'events.editPage', { eventId })).seats.total).toBe(40);
    expect(
      await ground.call(staff, 'events.update', { eventId, version: 1, seats: 20 }),
    ).toMatchObject({
      version: 2,
      changed: ['seats'],
    });
  });

  it('a change of whom it is for makes every node look again at who listens', async () => {
    const { eventId } = await create();
    const version = async () => {
      const [row] = await ground.inTx(
        (tx) => tx.sql<{ acl: number }>`
          SELECT acl_version AS acl FROM channel WHERE kind = 'event' AND record_id = ${eventId}`,
      );
      return row?.acl ?? 0;
    };
    await ground.call(staff, 'events.update', { eventId, version: 0, seats: 30 });
    expect(await version()).toBe(0);
    const { audience } = await ground.call(staff, 'events.editPage', { eventId });
    const other = audience === 'public' ? 'members' : 'public';
    await ground.call(staff, 'events.update', { eventId, version: 1, audience: other });
    expect(await version()).toBe(1);
  });

  it('saving without a change changes nothing', async () => {
    const { eventId } = await create();
    const answer = await ground.call(staff, 'events.update', { eventId, version: 0, seats: 10 });
    expect(answer).toEqual({ eventId, version: 0, changed: [] });
  });

  it('a session that was changed in the meantime is not overwritten', async () => {
    const { eventId } = await create();
    const { sessionId } = await add(eventId, '09:00', '10:00');
    const seen = (await ground.call(staff, 'events.editPage', { eventId })).sessions[0].seen;
    const save = (title: string) =>
      ground.call(staff, 'events.updateSession', {
        eventId,
        sessionId,
        seen,
        ...session('09:00', '10:00', { title: { en: title } }),
      });
    await save('First');
    expect((await refusal(save('Second'))).code).toBe('STALE');
  });

  it('one room takes one of two sessions that are added at once', async () => {
    const { eventId } = await create();
    const outcomes = await Promise.all(
      [1, 2, 3, 4].map(async () => (await refusal(add(eventId, '09:00', '10:00'))).code),
    );
    expect(outcomes.sort()).toEqual(['ROOM_TAKEN', 'ROOM_TAKEN', 'ROOM_TAKEN', 'none']);
  });
});

describe('the programme', () => {
  it('refuses a taken room and a busy speaker, and names the sessions in the way', async () => {
    const { eventId } = await create();
    const speakers = [
      { name: { ja: '山田 太郎', en: 'Taro Yamada' }, affiliation: { en: 'Aoba' } },
    ];
    const { sessionId } = await add(eventId, '09:00', '10:00', {
      title: { en: 'Keynote' },
      speakers,
    });
    const room = await refusal(add(eventId, '09:30', '10:30'));
    expect(room).toMatchObject({
      kind: 'conflict',
      code: 'ROOM_TAKEN',
      message: 'The room is taken by “Keynote” (09:00–10:00).',
      issues: [{ path: `collides.room.${sessionId}`, message: 'roomTaken' }],
    });
    const elsewhere = { room: { en: 'Room A' }, speakers };
    expect(await refusal(add(eventId, '09:30', '10:30', elsewhere))).toMatchObject({
      code: 'SPEAKER_BUSY',
      message: 'A speaker is also in “Keynote” (09:00–10:00).',
    });
    await add(eventId, '10:00', '10:30', elsewhere);
  });

  it('stays within the event, also when the event moves', async () => {
    const { eventId } = await create();
    expect((await refusal(add(eventId, '08:30', '09:30'))).code).toBe('SESSION_OUTSIDE_EVENT');
    const { sessionId } = await add(eventId, '15:00', '16:30', { title: { en: 'Late' } });
    const ends = symposium().ends.replace('17:00', '16:00');
    const refused = await refusal(
      ground.call(staff, 'events.update', { eventId, version: 0, ends }),
    );
    expect(refused).toMatchObject({ kind: 'invalid', code: 'SESSIONS_OUTSIDE_EVENT' });
    expect(refused.issues.map(({ path }) => path)).toEqual(['ends', `outside.${sessionId}`]);
  });

  it('of a published event keeps its last session', async () => {
    const eventId = await published(ground, staff);
    const [{ id: sessionId }] = (await ground.call(staff, 'events.editPage', { eventId })).sessions;
    const remove = () => ground.call(staff, 'events.removeSession', { eventId, sessionId });
    expect((await refusal(remove())).code).toBe('PROGRAMME_EMPTY');
    await add(eventId, '10:00', '11:00');
    await remove();
    expect((await ground.call(staff, 'events.editPage', { eventId })).sessions).toHaveLength(1);
  });

  it('a session of one event cannot be reached through another', async () => {
    const mine = await create();
    const other = await create();
    const { sessionId } = await add(other.eventId, '09:00', '10:00');
    const call = ground.call(staff, 'events.updateSession', {
      eventId: mine.eventId,
      sessionId,
      ...session('09:00', '10:00'),
    });
    expect((await refusal(call)).kind).toBe('notFound');
    await ground.call(staff, 'events.removeSession', { eventId: mine.eventId, sessionId });
    expect(
      (await ground.call(staff, 'events.editPage', { eventId: other.eventId })).sessions,
    ).toHaveLength(1);
  });
});

describe('lists', () => {
  it('page through without a gap or a repeat, and count as they list', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    let counts: Record<string, number> = {};
    do {
      const answer = await ground.call(member, 'events.list', {
        limit: 3,
        ...(after ? { after } : {}),
      });
      seen.push(...answer.events.map(({ id }: { id: string }) => id));
      after = answer.next ?? undefined;
      counts = answer.counts;
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
    expect(counts['upcoming']).toBe(seen.length);
    expect(counts['drafts']).toBe(0);
  });

  it('of the public site show the same to members and visitors, and only public events', async () => {
    const eventId = await published(ground, staff, { audience: 'public' });
    const list = await ground.call(ground.visitor, 'events.publicList', {});
    expect(await ground.call({ ...member, lang: 'en' }, 'events.publicList', {})).toEqual(list);
    expect(list.events.map(({ id }: { id: string }) => id)).toContain(eventId);
    expect(new Set(list.events.map(({ audience: to }: { audience: string }) => to))).toEqual(
      new Set(['public']),
    );
    const { slug } = list.events.find(({ id }: { id: string }) => id === eventId);
    expect((await ground.call(ground.visitor, 'events.publicPage', { slug })).id).toBe(eventId);
    const members = await published(ground, staff);
    const hidden = (await ground.call(staff, 'events.page', { eventId: members })).slug;
    expect((await refusal(ground.call(staff, 'events.publicPage', { slug: hidden }))).kind).toBe(
      'notFound',
    );
  });
});

describe('files', () => {
  it('the calendar has the event’s id as its UID and its programme', async () => {
    const eventId = await published(ground, staff);
    const { calendar } = await ground.call(member, 'events.calendar', { eventId });
    expect(calendar).toContain(`UID:${eventId}`);
    expect(calendar.replaceAll('\r\n ', '')).toContain('Talk  [Main Hall]');
    expect((await refusal(ground.call(visitor('en'), 'events.calendar', { eventId }))).kind).toBe(
      'signedOut',
    );
  });

  it('the list of attendees runs nothing in a spreadsheet, and each export is in the audit log', async () => {
    const eventId = await published(ground, staff);
    const evil = await ground.member('=HYPERLINK("http://evil.example")', '@SUM(1)');
    await ground.call(evil, 'events.register', { eventId });
    const { csv, fileName } = await ground.call(staff, 'events.exportAttendees', { eventId });
    expect(fileName).toMatch(/^13th-symposium-[0-9a-f]{8}-attendees\.csv$/);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.example"") Given"`);
    expect(csv).toContain(`"'@SUM(1)"`);
    const [row] = await ground.inTx(
      (tx) => tx.sql<{ n: number }>`
      SELECT count(*)::int AS n FROM audit WHERE body ->> 'useCase' = 'events.exportAttendees'
        AND body ->> 'outcome' = 'allow'`,
    );
    expect(row!.n).toBe(1);
  });
});
