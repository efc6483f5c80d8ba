import { z } from 'zod';
import { anywhere, mayAny, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { event } from '../access.ts';
import { isSooner, pageOf, readHeads } from '../heads.ts';
import { cursor, LIST_FILTERS, type ListFilter } from '../schemas.ts';

export const listEvents = query('events.list', {
  summary:
    'Events you may see: upcoming ones soonest first, past ones latest first, or those you hold a place at. `after` is the `next` of the page before.',
  input: z.strictObject({
    filter: z.enum(LIST_FILTERS).default('upcoming'),
    after: cursor.optional(),
    limit: z.int().min(1).max(50).default(20),
  }),
  subject: anywhere,
  gate: 'event.view',
  async run({ input, actor, tx }) {
    const { filter, after, limit } = input;
    const where = sql`${visible(actor, 'event.view', event)} AND ${chosen(filter, actor, tx.now)}`;
    const rows = await readHeads(tx, actor, where, { after, limit, sooner: isSooner(filter) });
    return {
      filter,
      ...pageOf(rows, limit),
      counts: await countByFilter(tx, actor),
      may: { write: mayAny(actor, 'event.write') },
    };
  },
});

function chosen(filter: ListFilter, actor: Actor, now: Date): Sql {
  if (filter === 'drafts') return sql`e.state = 'draft'`;
  if (filter === 'upcoming') return sql`e.state <> 'draft' AND e.ends_at > ${now}`;
  if (filter === 'past') return sql`e.state <> 'draft' AND e.ends_at <= ${now}`;
  return sql`EXISTS (SELECT 1 FROM registration r WHERE r.event_id = e.id
    AND r.person_id = ${actor.personId} AND r.state IN ('confirmed', 'waiting'))`;
}

async function countByFilter(tx: Tx, actor: Actor): Promise<Record<ListFilter, number>> {
  const counts = LIST_FILTERS.map(
    (filter) => sql`count(*) FILTER (WHERE ${chosen(filter, actor, tx.now)})::int`,
  );
  const [row] = await tx.sql<Record<ListFilter, number>>`
    SELECT ${counts[0]} AS upcoming, ${counts[1]} AS past, ${counts[2]} AS mine, ${counts[3]} AS drafts
    FROM event e WHERE ${visible(actor, 'event.view', event)}`;
  return row!;
}
