import { sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { notify } from '#server/notifications/index.ts';
import type { ThreadRow } from './access.ts';
import { ORG_JSON } from './reading.ts';
import type { AuthorView, OrgView } from './views.ts';

/** Somebody in a conversation, with the organisation they are best known by. */
export type DirectPerson = AuthorView & { org: OrgView | null };

/** What a page of a direct conversation says beside its posts. */
export type DirectView = {
  /** Everybody in it but the reader. */
  others: DirectPerson[];
  /** A conversation of two has no name, takes nobody in and is not left. */
  pair: boolean;
  /** Whether the reader has blocked the other one. */
  blocked: boolean;
};

type Direct = Pick<ThreadRow, 'id' | 'projectId' | 'people'> & { pair: boolean };

/** Reads who is in a direct conversation; null of a project's thread. */
export async function directView(tx: Tx, row: ThreadRow, actor: Actor): Promise<DirectView | null> {
  if (row.projectId !== null) return null;
  const otherIds = othersOf(row, actor);
  const others = await tx.sql<DirectPerson>`
    SELECT ${AUTHOR_FIELDS}, (SELECT ${ORG_JSON} FROM membership m
              JOIN organisation o ON o.id = m.org_id AND o.override IS NULL
             WHERE m.person_id = a.id AND m.ended_at IS NULL ORDER BY m.started_at, m.id LIMIT 1) AS org
      FROM person a WHERE a.id = ANY (${otherIds}::uuid[])
     ORDER BY coalesce(a.family_reading, a.latin_name, a.family_name) COLLATE "ja-x-icu", a.id`;
  const blocks = row.pair ? await blocksBetween(tx, actor.personId!, otherIds) : [];
  return {
    others,
    pair: row.pair,
    blocked: blocks.some((block) => block.byMe),
  };
}

const AUTHOR_FIELDS = sql`a.id, a.family_name AS "familyName", a.given_name AS "givenName",
  a.name_lang AS "nameLang", a.latin_name AS "latinName"`;

/**
 * Whether somebody may be written to at all. Whoever is blocked learns no more than that the message
 * cannot be delivered; whoever blocks is told that they do.
 */
export async function refuseBlocked(tx: Tx, personId: string, otherIds: string[]): Promise<void> {
  const blocks = await blocksBetween(tx, personId, otherIds);
  if (blocks.some((block) => block.byMe)) throw conflict('YOU_BLOCK_THEM');
  if (blocks.length > 0) throw conflict('NOT_REACHABLE');
}

/** The same before a message goes into a conversation: only that of two can be shut by one of them. */
export async function refuseShut(tx: Tx, row: Direct, actor: Actor): Promise<void> {
  if (row.projectId === null && row.pair) {
    await refuseBlocked(tx, actor.personId!, othersOf(row, actor));
  }
}

function blocksBetween(tx: Tx, personId: string, otherIds: string[]) {
  return tx.sql<{ byMe: boolean }>`
    SELECT person_id = ${personId}::uuid AS "byMe" FROM person_block
     WHERE (person_id = ${personId}::uuid AND blocked_id = ANY (${otherIds}::uuid[]))
        OR (blocked_id = ${personId}::uuid AND person_id = ANY (${otherIds}::uuid[]))`;
}

/**
 * Tells the others of a conversation on their own channels, so that lists and counts are true on any
 * page. Who has not read yet is not notified a second time.
 */
export async function tellOthers(
  tx: Tx,
  row: Pick<ThreadRow, 'id' | 'people'>,
  actor: Actor,
): Promise<void> {
  const otherIds = othersOf(row, actor);
  // First, and in one order: two conversations with the same people wait for each other and no more.
  for (const id of otherIds.toSorted()) {
    await append(tx, { kind: 'person', id }, 'direct.written', { threadId: row.id });
  }
  await notify(tx, {
    type: 'direct.received',
    subject: { kind: 'thread', id: row.id },
    to: sql`m.person_id = ANY (${otherIds}::uuid[]) AND NOT EXISTS (SELECT 1 FROM notification n
      WHERE n.person_id = m.person_id AND n.type = 'direct.received'
        AND n.subject_id = ${row.id}::uuid AND n.read_at IS NULL)`,
    actorId: actor.personId,
  });
}

function othersOf(row: Pick<ThreadRow, 'people'>, actor: Actor): string[] {
  return (row.people ?? []).filter((id) => id !== actor.personId);
}
