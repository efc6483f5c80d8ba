import { z } from 'zod';
import { anywhere, sql } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { EVENT_COLUMNS, type EventRow } from '../access.ts';
import { pageOf, readHeads } from '../heads.ts';
import { cursor } from '../schemas.ts';
import { eventView } from '../view.ts';

// The same for every reader, member or not: what it answers may be kept and served again.
const IS_PUBLIC = sql`e.state <> 'draft' AND e.audience = 'public'`;

export const publicList = query('events.publicList', {
  summary: 'Events that are open to everybody, for the public site.',
  input: z.strictObject({
    filter: z.enum(['upcoming', 'past']).default('upcoming'),
    after: cursor.optional(),
    limit: z.int().min(1).max(50).default(20),
  }),
  subject: anywhere,
  gate: 'event.view',
  async run({ input, actor, tx }) {
    const sooner = input.filter === 'upcoming';
    const when = sooner ? sql`e.ends_at > ${tx.now}` : sql`e.ends_at <= ${tx.now}`;
    const reader = { personId: null, lang: actor.lang };
    const rows = await readHeads(tx, reader, sql`${IS_PUBLIC} AND ${when}`, { ...input, sooner });
    return { filter: input.filter, ...pageOf(rows, input.limit) };
  },
});

export const publicPage = query('events.publicPage', {
  summary: 'One event that is open to everybody, by its address.',
  input: z.strictObject({ slug: z.string().min(1).max(120) }),
  subject: anywhere,
  gate: 'event.view',
  async run({ input, actor, tx }) {
    const [row] = await tx.sql<EventRow>`
      SELECT ${EVENT_COLUMNS} FROM event e WHERE e.slug = ${input.slug} AND ${IS_PUBLIC}`;
    if (!row) throw notFound();
    return eventView(tx, row, actor);
  },
});
