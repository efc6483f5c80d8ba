import {
  ACTIVE_MEMBERSHIPS,
  audience,
  MEMBERSHIP_IS_ACTIVE,
  sql,
} from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { project, thread } from '../access.ts';
import { BAR_HOLDS } from '../barring.ts';
import { appendCallingPost, type NewPost, type Posted } from '../append-post.ts';
import { openThread, type Opening } from '../open-thread.ts';
import { takesPosts } from '../rules.ts';
import type { Mention } from '../schemas.ts';
import { held, type HeldRow } from './access.ts';
import { heldChanged, tellOfHeld, tellRefused, tellReleased } from './telling.ts';

/** Where it goes: into a thread there is (no title), or into one that it opens. */
type Place = Opening | { projectId: string; title: null };

/**
 * Puts what somebody wrote before the secretariat, in place of posting it. Nobody else learns of it;
 * the draft that it was written from goes with it, and how far they have read stays.
 */
export async function hold(
  tx: Tx,
  post: NewPost,
  where: Place,
  mentions: readonly Mention[] = [],
): Promise<Posted> {
  const id = newId();
  const opens = where.title === null ? null : where;
  const { count } = await tx.query(
    sql`INSERT INTO held_post (id, project_id, thread_id, title, desk_org_id, event_id, tags, author_id, org_id, client_id,
                               body, lang, quote_of, file_ids, mentions, at)
        VALUES (${id}::uuid, ${where.projectId}::uuid, ${post.threadId}::uuid, ${where.title},
                ${opens?.deskOrgId ?? null}::uuid, ${opens?.eventId ?? null}::uuid, ${[...(opens?.tags ?? [])]}::text[], ${post.authorId}::uuid, ${post.orgId}::uuid,
                ${post.clientId}::uuid, ${post.body}, ${post.lang}, ${post.quoteId ?? null}::uuid,
                ${post.fileIds ?? []}::uuid[], ${JSON.stringify(mentions)}::jsonb, ${tx.now}::timestamptz)
        ON CONFLICT (author_id, client_id) DO NOTHING`,
  );
  if (count === 0) return sameAgain(tx, post);
  await tx.sql`
    DELETE FROM draft WHERE person_id = ${post.authorId} AND thread_id = ${post.threadId}
       AND strpos(${post.body}, btrim(body, E' \\t\\n\u3000')) = 1`;
  const row = (await held.find(tx, id))!;
  await tellOfHeld(tx, row, 'held.received');
  await heldChanged(tx, row);
  return { id, seq: 0, at: tx.now.toISOString(), waits: true };
}

/** What an earlier try with the same client id was answered; with another text it is a fault. */
export function heldBefore(earlier: { id: string; at: string; same: boolean }): Posted {
  if (!earlier.same) throw conflict('CLIENT_ID_REUSED');
  return { id: earlier.id, seq: 0, at: earlier.at, waits: true };
}

async function sameAgain(tx: Tx, { authorId, clientId, body }: NewPost): Promise<Posted> {
  const [row] = await tx.sql<{ id: string; at: Date; same: boolean }>`
    SELECT id, at, state <> 'waiting' OR body = ${body} AS same FROM held_post
     WHERE author_id = ${authorId} AND client_id = ${clientId}`;
  return heldBefore({ ...row!, at: row!.at.toISOString() });
}

type Content = Omit<NewPost, 'threadId' | 'authorId' | 'orgId'> & {
  deskOrgId: string | null;
  eventId: string | null;
  tags: string[];
  mentions: Mention[];
};

/**
 * Makes it a post, at this moment and by the same way as every other: its place in the log, search,
 * mentions and news begin now. Of two who release or refuse at once, one does.
 */
export async function releaseHeld(tx: Tx, row: HeldRow, by: string): Promise<Posted> {
  const content = await decide(tx, row, by, 'released');
  await refuseGone(tx, row);
  const { deskOrgId, eventId, tags, mentions, ...text } = content;
  const post = {
    ...text,
    threadId: row.threadId,
    authorId: row.authorId,
    orgId: row.orgId,
    fileIds: await filesThere(tx, row, text.fileIds ?? []),
    released: true,
  };
  const posted =
    row.title === null
      ? await appendCallingPost(tx, post, (await thread.find(tx, row.threadId))!, mentions)
      : await openThread(tx, post, {
          projectId: row.projectId,
          title: row.title,
          deskOrgId,
          eventId,
          tags,
        });
  await tx.sql`UPDATE held_post SET post_id = ${posted.id}, body = '' WHERE id = ${row.id}`;
  await tellReleased(tx, row, posted);
  await heldChanged(tx, row);
  return posted;
}

/** Leaves it unposted; its author reads why, and may write anew. */
export async function refuseHeld(tx: Tx, row: HeldRow, by: string, reason: string): Promise<void> {
  await decide(tx, row, by, 'refused', reason);
  await tellRefused(tx, row);
  await heldChanged(tx, row);
}

/** Its author takes it back; its words are gone. */
export async function withdrawHeld(tx: Tx, row: HeldRow): Promise<void> {
  await decide(tx, row, row.authorId, 'withdrawn');
  await tx.sql`
    UPDATE held_post SET body = '', title = CASE WHEN title IS NOT NULL THEN '' END, tags = '{}', mentions = '[]'
     WHERE id = ${row.id}`;
  await heldChanged(tx, row);
}

async function decide(
  tx: Tx,
  row: HeldRow,
  by: string,
  state: 'released' | 'refused' | 'withdrawn',
  reason: string | null = null,
): Promise<Content> {
  const { rows } = await tx.query<Content>(
    sql`UPDATE held_post SET state = ${state}, decided_by = ${by}::uuid, decided_at = ${tx.now}::timestamptz,
               reason = ${reason}
         WHERE id = ${row.id}::uuid AND state = 'waiting'
        RETURNING client_id AS "clientId", body, lang, quote_of AS "quoteId", file_ids AS "fileIds",
                  desk_org_id AS "deskOrgId", event_id AS "eventId", tags, mentions`,
  );
  if (!rows[0]) throw conflict('STATE_CHANGED');
  return rows[0];
}

/** Refuses where its author could not post it there themselves any more. */
async function refuseGone(tx: Tx, row: HeldRow): Promise<void> {
  const at = row.title === null ? await thread.find(tx, row.threadId) : null;
  if (at && !takesPosts(at)) throw conflict('THREAD_CLOSED');
  const space = row.title === null ? null : await project.find(tx, row.projectId);
  const to = at
    ? audience('thread.post', thread, at)
    : space
      ? audience('thread.create', project, space)
      : sql`false`;
  const { count } = await tx.query(
    sql`SELECT 1 FROM ${ACTIVE_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${to}
           AND m.person_id = ${row.authorId}::uuid AND m.org_id = ${row.orgId}::uuid
           AND NOT EXISTS (SELECT 1 FROM writing_bar b
                 WHERE b.person_id = m.person_id AND ${BAR_HOLDS})`,
  );
  if (count === 0) throw conflict('AUTHOR_GONE');
}

/** The files that still can go with it: one that its author discarded or a scan refused stays behind. */
async function filesThere(tx: Tx, row: HeldRow, fileIds: readonly string[]): Promise<string[]> {
  const files = await tx.sql<{ id: string }>`
    SELECT id FROM file WHERE id = ANY (${[...fileIds]}::uuid[]) AND post_id IS NULL AND deleted_at IS NULL
       AND scan <> 'infected' AND uploaded_by = ${row.authorId} AND org_id = ${row.orgId}`;
  return files.map(({ id }) => id);
}
