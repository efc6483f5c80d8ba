import { z } from 'zod';
import { join, raw, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { AppError, invalid } from '#server/platform/errors.ts';
import { label } from '#server/platform/i18n/label.ts';
import { id } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { localOf } from '#server/platform/times.ts';
import { event, type EventRow } from '../access.ts';
import { announceSeats, fillFreeSeats, tellRegistered } from '../announce.ts';
import { requireTimes } from '../event-times.ts';
import { liesWithin } from '../rules.ts';
import { eventFields } from '../schemas.ts';
import { lockEvent } from '../seats.ts';
import { sessionsOf } from '../sessions.ts';
import { descriptionOf, writeDescription } from '../texts.ts';

const COLUMNS = {
  title: 'title',
  kind: 'kind',
  format: 'format',
  audience: 'audience',
  startsAt: 'starts_at',
  endsAt: 'ends_at',
  timeZone: 'time_zone',
  registrationClosesAt: 'registration_closes_at',
  seats: 'seats',
  seatsPerOrg: 'seats_per_org',
  place: 'place',
  host: 'host',
  series: 'series',
} as const;
type Column = keyof typeof COLUMNS;
const LABELS = new Set<Column>(['title', 'place', 'host', 'series']);
/** What people who hold a seat must hear of. */
const TOLD = ['startsAt', 'endsAt', 'timeZone', 'place', 'format'];

const UpdateEvent = z.strictObject({
  eventId: id('event'),
  version: z.int().min(0),
  ...z.object(eventFields).partial().shape,
});
type Input = z.output<typeof UpdateEvent>;

export const updateEvent = command('events.update', {
  summary:
    'Changes the given fields of an event. `version` is the one you looked at: if somebody changed the event since, the answer is 409 STALE and names the fields that they changed.',
  input: UpdateEvent,
  subject: event.of('eventId'),
  gate: 'event.write',
  async run({ input, tx, emit, actor, audit }) {
    const before = await lockEvent(tx, input.eventId);
    if (before.version !== input.version) throw await stale(tx, before, input.version);
    const after = changed(before, input);
    const fields = [
      ...(Object.keys(COLUMNS) as Column[]).filter((key) => !same(before[key], after[key])),
      ...((await descriptionChanges(tx, input)) ? (['description'] as const) : []),
    ];
    if (fields.length === 0) return { eventId: before.id, version: before.version, changed: [] };
    await requireSessionsWithin(tx, after);
    await write(tx, after, fields);
    await writeDescription(tx, before.id, input.description ?? {});
    const row = { ...after, version: before.version + 1 };
    await emit(
      { kind: 'event', id: row.id },
      'event.changed',
      { version: row.version, fields: fields.join(' ') },
      // Whoever the event is no longer for may have its page open.
      { acl: fields.includes('audience') },
    );
    if (row.state === 'published') await carryOut(row, fields);
    audit({ eventId: row.id, changed: fields });
    return { eventId: row.id, version: row.version, changed: fields };

    /** More seats let the waiting list in; fewer never take a seat away from anybody. */
    async function carryOut(event: EventRow, fields: string[]) {
      if (fields.some((field) => field === 'seats' || field === 'seatsPerOrg')) {
        await fillFreeSeats(tx, event);
        await announceSeats(tx, emit, event);
      }
      if (fields.some((field) => TOLD.includes(field))) {
        await tellRegistered(tx, event, actor.personId);
      }
    }
  },
});

function changed(before: EventRow, input: Input): EventRow {
  const { eventId, version, starts, ends, registrationCloses, description, ...fields } = input;
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const after: EventRow = { ...before, ...Object.fromEntries(given) };
  const local = (at: Date) => localOf(at, before.timeZone);
  const closes = before.registrationClosesAt;
  // The clock stays and the moment moves when only the zone changes.
  const times = requireTimes({
    starts: starts ?? local(before.startsAt),
    ends: ends ?? local(before.endsAt),
    registrationCloses:
      registrationCloses === undefined ? closes && local(closes) : registrationCloses,
    timeZone: after.timeZone,
  });
  return { ...after, ...times };
}

async function descriptionChanges(tx: Tx, { eventId, description }: Input): Promise<boolean> {
  if (!description) return false;
  const now = await descriptionOf(tx, eventId);
  return Object.entries(description).some(
    ([lang, text]) => text !== undefined && text !== (now[lang as 'ja'] ?? ''),
  );
}

async function requireSessionsWithin(tx: Tx, after: EventRow) {
  const outside = (await sessionsOf(tx, after.id)).filter((each) => !liesWithin(each, after));
  if (outside.length === 0) return;
  const names = outside.map(({ title }) => `“${label(title, 'en')}”`).join(', ');
  throw invalid('SESSIONS_OUTSIDE_EVENT', `These sessions would lie outside the event: ${names}.`, [
    { path: 'ends', message: 'sessionsOutside' },
    ...outside.map(({ id }) => ({ path: `outside.${id}`, message: 'outsideEvent' })),
  ]);
}

async function write(tx: Tx, after: EventRow, fields: string[]) {
  const sets = fields
    .filter((field): field is Column => field in COLUMNS)
    .map((field) => {
      const value = after[field];
      const bound = LABELS.has(field) && value !== null ? JSON.stringify(value) : value;
      return sql`${raw(COLUMNS[field])} = ${bound}`;
    });
  await tx.sql`UPDATE event SET ${join([sql`version = version + 1`, ...sets])} WHERE id = ${after.id}`;
}

/** The channel's log knows which fields were changed since the version that the caller looked at. */
async function stale(tx: Tx, event: EventRow, seen: number): Promise<AppError> {
  const rows = await tx.sql<{ fields: string }>`
    SELECT ce.payload ->> 'fields' AS fields
    FROM channel c JOIN channel_event ce ON ce.channel_id = c.id
    WHERE c.kind = 'event' AND c.record_id = ${event.id} AND ce.type = 'event.changed'
      AND (ce.payload ->> 'version')::int > ${seen}`;
  const fields = [...new Set(rows.flatMap((row) => row.fields.split(' ')))];
  return new AppError('conflict', 'STALE', {
    detail: `Changed in the meantime: ${fields.join(', ') || 'unknown'}.`,
    issues: fields.map((field) => ({
      path: FORM_FIELDS[field] ?? field,
      message: 'changedMeanwhile',
    })),
  });
}

const FORM_FIELDS: Record<string, string> = {
  startsAt: 'starts',
  endsAt: 'ends',
  registrationClosesAt: 'registrationCloses',
};

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
