import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { join, mayAny, raw, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { referral } from '#server/referrals/index.ts';
import { tellEventPages } from './event-pages.ts';
import { horizonOf } from './reading.ts';
import type { LinkKind } from './schemas.ts';
import { addTurn, LINK_TURNS, type TurnKind } from './turns.ts';
import type { Label } from './views.ts';

/** A record that is tied to a project or a thread, as far as its reader may see it. */
export type LinkView = {
  id: string;
  kind: LinkKind;
  /** An event's id, a referral's code, a library item's short name. */
  key: string;
  /** Null for a referral: its code is all that is said of it. */
  title: Label | null;
  /** What kind of event or item it is; null for a referral. */
  type: Label | null;
  /** The day of an event; a day, month or year of an item, as the document states it. */
  on: string | null;
};
/** What a turn speaks of, by the turn: only where the reader may see it. */
export type TurnRecord = Pick<LinkView, 'kind' | 'key' | 'title'>;
/** What is tied to a thread, and what its turns about ties speak of, for one reader. */
export type Ties = { links: LinkView[]; turns: Record<string, TurnRecord> };

/** The tables of ties: `project_link` and `thread_link` have the same shape. */
const OWNERS = { project_link: 'project_id', thread_link: 'thread_id' } as const;
export type TieTable = keyof typeof OWNERS;

/** The row `li` of such a table points to something that the caller may see. */
function seesRecord(actor: Actor): Sql {
  const kinds = [
    sql`(li.kind = 'event' AND EXISTS (SELECT 1 FROM event e
          WHERE e.id = li.record_id AND ${visible(actor, 'event.view', event)}))`,
    sql`(li.kind = 'library' AND EXISTS (SELECT 1 FROM library_item l
          WHERE l.id = li.record_id AND ${visible(actor, 'library.view', libraryItem)}))`,
    sql`(li.kind = 'referral' AND EXISTS (SELECT 1 FROM referral r
          WHERE r.id = li.record_id AND ${visible(actor, 'referral.viewMeta', referral)}))`,
  ];
  return sql`(${join(kinds, ' OR ')})`;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Ties a record that the caller may see, and answers its id; null where it was tied already, also by
 * somebody at the same moment.
 * @throws INVALID_INPUT where there is none, or none that the caller may see
 */
export async function tie(
  tx: Tx,
  actor: Actor,
  table: TieTable,
  ownerId: string,
  { kind, key }: { kind: LinkKind; key: string },
): Promise<string | null> {
  const recordId = await recordOf(tx, actor, kind, key);
  if (!recordId) {
    throw invalid('INVALID_INPUT', undefined, [{ path: 'key', message: 'unknownRecord' }]);
  }
  return (await tieKnown(tx, actor, table, ownerId, { kind, recordId })) ? recordId : null;
}

/** As above, a record that whoever ties it was seen to see; whether it was not tied before. */
export async function tieKnown(
  tx: Tx,
  by: { personId: string | null; orgId: string | null },
  table: TieTable,
  ownerId: string,
  { kind, recordId }: { kind: LinkKind; recordId: string },
): Promise<boolean> {
  const { count } = await tx.query(sql`
    INSERT INTO ${raw(table)} (id, ${raw(OWNERS[table])}, kind, record_id, person_id, org_id, at)
    VALUES (${newId()}::uuid, ${ownerId}::uuid, ${kind}, ${recordId}::uuid, ${by.personId}::uuid,
            ${by.orgId}::uuid, ${tx.now}::timestamptz)
    ON CONFLICT (${raw(OWNERS[table])}, kind, record_id) DO NOTHING`);
  return count > 0;
}

const TURNS: Record<LinkKind, { tied: TurnKind; untied: TurnKind } | null> = {
  event: { tied: 'eventLinked', untied: 'eventUnlinked' },
  library: { tied: 'itemLinked', untied: 'itemUnlinked' },
  // A turn would tell everybody in the thread that there is a case.
  referral: null,
};

/**
 * Writes into a thread that a record was tied or untied, and tells the open pages of an event; of a
 * referral nothing is said.
 */
export async function tellTie(
  tx: Tx,
  threadId: string,
  by: { personId: string | null; orgId: string | null },
  what: 'tied' | 'untied',
  { kind, recordId }: { kind: LinkKind; recordId: string },
): Promise<void> {
  const turns = TURNS[kind];
  if (!turns) return;
  const record = what === 'tied' ? { became: recordId } : { was: recordId };
  await addTurn(tx, threadId, by, { kind: turns[what], ...record });
  if (kind === 'event') await tellEventPages(tx, threadId, [recordId]);
}

/** Unties a record that the caller may see; undefined where there is nothing to untie. */
export async function untie(
  tx: Tx,
  actor: Actor,
  table: TieTable,
  ownerId: string,
  linkId: string,
): Promise<{ kind: LinkKind; recordId: string } | undefined> {
  const { rows } = await tx.query<{ kind: LinkKind; recordId: string }>(sql`
    DELETE FROM ${raw(table)} li
     WHERE li.id = ${linkId}::uuid AND li.${raw(OWNERS[table])} = ${ownerId}::uuid AND ${seesRecord(actor)}
    RETURNING li.kind, li.record_id AS "recordId"`);
  return rows[0];
}

/** The tied records that the caller may see, each by its own rule. */
export async function linksOf(
  tx: Tx,
  actor: Actor,
  table: TieTable,
  ownerId: string,
): Promise<LinkView[]> {
  const of = sql`li.${raw(OWNERS[table])} = ${ownerId}::uuid`;
  const parts = [
    sql`SELECT li.id, li.kind, e.id::text AS key, e.title, ${termOf('eventKinds', 'e.kind')} AS type,
               to_char(e.starts_at AT TIME ZONE e.time_zone, 'YYYY-MM-DD') AS "on" FROM ${raw(table)} li
          JOIN event e ON li.kind = 'event' AND e.id = li.record_id
         WHERE ${of} AND ${visible(actor, 'event.view', event)}`,
    sql`SELECT li.id, li.kind, l.slug AS key, l.title, ${termOf('resourceKinds', 'l.kind')} AS type,
               l.published_on AS "on" FROM ${raw(table)} li
          JOIN library_item l ON li.kind = 'library' AND l.id = li.record_id
         WHERE ${of} AND ${visible(actor, 'library.view', libraryItem)}`,
  ];
  if (mayAny(actor, 'referral.viewMeta')) {
    parts.push(sql`SELECT li.id, li.kind, r.code AS key, NULL::jsonb AS title, NULL::jsonb AS type, NULL::text AS "on"
        FROM ${raw(table)} li JOIN referral r ON li.kind = 'referral' AND r.id = li.record_id
       WHERE ${of} AND ${visible(actor, 'referral.viewMeta', referral)}`);
  }
  const { rows } = await tx.query<LinkView>(
    sql`SELECT * FROM (${join(parts, ' UNION ALL ')}) links ORDER BY kind, "on" DESC NULLS LAST, key`,
  );
  return rows;
}

/** What is tied to a thread, and what its turns about ties speak of. */
export async function tiesOf(tx: Tx, actor: Actor, threadId: string): Promise<Ties> {
  const about = raw(`CASE WHEN u.kind = ANY (ARRAY['${LINK_TURNS.join("', '")}'])
    THEN coalesce(u.became, u.was)::uuid END`);
  const { rows } = await tx.query<TurnRecord & { turnId: string }>(sql`
    SELECT u.id AS "turnId", 'event' AS kind, e.id::text AS key, e.title
      FROM thread t JOIN thread_turn u ON u.thread_id = t.id JOIN event e ON e.id = ${about}
     WHERE t.id = ${threadId}::uuid AND u.seq > ${horizonOf(actor)} AND ${visible(actor, 'event.view', event)}
     UNION ALL
    SELECT u.id, 'library', l.slug, l.title
      FROM thread t JOIN thread_turn u ON u.thread_id = t.id JOIN library_item l ON l.id = ${about}
     WHERE t.id = ${threadId}::uuid AND u.seq > ${horizonOf(actor)} AND ${visible(actor, 'library.view', libraryItem)}`);
  return {
    links: await linksOf(tx, actor, 'thread_link', threadId),
    turns: Object.fromEntries(rows.map(({ turnId, ...record }) => [turnId, record])),
  };
}

async function recordOf(
  tx: Tx,
  actor: Actor,
  kind: LinkKind,
  key: string,
): Promise<string | undefined> {
  if (kind === 'event' && !UUID.test(key)) return undefined;
  const lookUp: Record<LinkKind, () => Sql> = {
    event: () =>
      sql`SELECT e.id FROM event e WHERE e.id = ${key} AND ${visible(actor, 'event.view', event)}`,
    referral: () =>
      sql`SELECT r.id FROM referral r
           WHERE r.code = ${key.toUpperCase()} AND ${visible(actor, 'referral.viewMeta', referral)}`,
    library: () =>
      sql`SELECT l.id FROM library_item l
           WHERE l.slug = ${key} AND ${visible(actor, 'library.view', libraryItem)}`,
  };
  const { rows } = await tx.query<{ id: string }>(lookUp[kind]());
  return rows[0]?.id;
}

/** What kind of event or item it is, in words. */
function termOf(vocabulary: 'eventKinds' | 'resourceKinds', column: 'e.kind' | 'l.kind'): Sql {
  return sql`(SELECT s.labels FROM term s
    WHERE s.vocabulary = ${vocabulary} AND s.code = ${raw(column)})`;
}
