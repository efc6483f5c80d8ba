import { audience, sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { NOTIFY_CHANNEL } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { notify } from '#server/notifications/index.ts';
import { project as projects, type ProjectRow } from '#server/discussions/index.ts';
import { enter } from './entries.ts';
import { tellNamed } from './publishing.ts';

/** One change of who takes part after the other: two would take the project's channels crosswise. */
export async function alone(tx: Tx, projectId: string): Promise<void> {
  await tx.sql`SELECT 1 FROM project WHERE id = ${projectId} FOR UPDATE`;
}

/**
 * Says on the channels of a project and of all its threads that who may listen has changed: open
 * pages of those who may no longer are closed, and a post that was on its way under the old rights is
 * refused. Locks the channels, so that nothing is written until this transaction ends. The caller
 * holds the project's own lock (`alone`, or a change of its row).
 */
export async function rightsChanged(tx: Tx, projectId: string): Promise<void> {
  await tx.query(sql`
    WITH changed AS (
      UPDATE channel SET last_seq = last_seq + 1, acl_version = acl_version + 1
       WHERE (kind = 'project' AND record_id = ${projectId}::uuid)
          OR (kind = 'thread' AND record_id IN (SELECT id FROM thread WHERE project_id = ${projectId}::uuid))
      RETURNING id, last_seq),
    logged AS (
      INSERT INTO channel_event (channel_id, seq, type, payload, at)
      SELECT id, last_seq, 'members.changed', '{}', ${tx.now}::timestamptz FROM changed)
    SELECT pg_notify(${NOTIFY_CHANNEL}, id || ':' || last_seq) FROM changed`);
}

/**
 * Begins an organisation's part in a project, with what was written before, from a day on, or without, and
 * tells its people, if it does not take part already.
 */
export async function beginPart(
  tx: Tx,
  project: ProjectRow,
  {
    orgId,
    part,
    history,
    since,
    actor,
  }: {
    orgId: string;
    part: 'participant' | 'observer';
    history: 'fromNow' | 'since' | 'all';
    since?: string | undefined;
    actor: Actor;
  },
): Promise<boolean> {
  await alone(tx, project.id);
  const added = await tx.sql`
    INSERT INTO project_member AS pm (project_id, org_id, part, joined_at)
    VALUES (${project.id}, ${orgId}, ${part}, ${tx.now})
    ON CONFLICT (project_id, org_id) DO UPDATE
      SET left_at = NULL, joined_at = excluded.joined_at, part = excluded.part
    WHERE pm.left_at IS NOT NULL RETURNING 1`;
  if (added.length === 0) return false;
  await rightsChanged(tx, project.id);
  if (history === 'all') await liftHorizon(tx, project.id, orgId);
  else await drawHorizon(tx, project.id, orgId);
  if (history === 'since') await liftHorizon(tx, project.id, orgId, since);
  await enter(tx, project.id, 'orgAdded', actor, { orgId });
  const now = await projects.find(tx, project.id);
  await notify(tx, {
    type: 'project.added',
    subject: { kind: 'project', id: project.id },
    to: sql`m.org_id = ${orgId}::uuid AND ${audience('project.view', projects, now!)}`,
    except: actor.personId,
    actorId: actor.personId,
  });
  if (now!.privacy === 'public') await tellNamed(tx, now!, [orgId], actor);
  return true;
}

/** Ends an organisation's part in a project: its pages close, and its people are told. */
export async function endPart(
  tx: Tx,
  project: ProjectRow,
  orgId: string,
  actor: Actor,
): Promise<void> {
  if (orgId === project.leadOrgId) throw conflict('LEAD_STAYS');
  const told =
    project.privacy === 'committee'
      ? sql`o.id = ${orgId}::uuid AND m.person_id = ANY (${project.personIds}::uuid[])`
      : sql`o.id = ${orgId}::uuid`;
  await alone(tx, project.id);
  const ended = await tx.sql`
    UPDATE project_member SET left_at = ${tx.now}
     WHERE project_id = ${project.id} AND org_id = ${orgId} AND left_at IS NULL RETURNING 1`;
  if (ended.length === 0) return;
  await tx.sql`
    UPDATE project_person SET left_at = ${tx.now}
     WHERE project_id = ${project.id} AND org_id = ${orgId} AND left_at IS NULL`;
  await rightsChanged(tx, project.id);
  await enter(tx, project.id, 'orgLeft', actor, { orgId });
  await notify(tx, {
    type: 'project.removed',
    // Its page is no longer theirs to open: the notice leads nowhere.
    subject: { kind: 'formerProject', id: project.id },
    to: told,
    except: actor.personId,
    actorId: actor.personId,
  });
}

/**
 * Ends an organisation's part in every project that it does not lead; those it leads wait to be handed
 * over. Answers how many it has left.
 */
export async function endEveryPart(tx: Tx, orgId: string, actor: Actor): Promise<number> {
  // In the order of their ids, as handovers take them.
  const parts = await tx.sql<{ id: string }>`
    SELECT pr.id FROM project pr JOIN project_member pm ON pm.project_id = pr.id
     WHERE pm.org_id = ${orgId} AND pm.left_at IS NULL AND pr.lead_org_id <> ${orgId} ORDER BY pr.id`;
  for (const { id } of parts) {
    await endPart(tx, (await projects.find(tx, id))!, orgId, actor);
  }
  return parts.length;
}

/**
 * Draws the line in every thread, and in the library of files, before which an organisation reads nothing. The channels are locked
 * by then, so no post falls between the line and the first that follows it.
 */
export async function drawHorizon(tx: Tx, projectId: string, orgId: string): Promise<void> {
  await tx.sql`
    INSERT INTO thread_horizon (thread_id, org_id, after_seq)
    SELECT t.id, ${orgId}, c.last_seq
      FROM thread t JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id
     WHERE t.project_id = ${projectId}
    ON CONFLICT (thread_id, org_id) DO UPDATE SET after_seq = excluded.after_seq`;
  await tx.sql`
    UPDATE project_member SET files_from = ${tx.now}
     WHERE project_id = ${projectId} AND org_id = ${orgId}`;
}

/**
 * Shows an organisation what was before it came: everything, or what is from a day on. A line moves back
 * only.
 * @param since a day in Japan, YYYY-MM-DD
 * @returns whether it now reads more than before
 */
export async function liftHorizon(
  tx: Tx,
  projectId: string,
  orgId: string,
  since?: string,
): Promise<boolean> {
  if (since !== undefined) return moveHorizon(tx, projectId, orgId, since);
  const lifted = await tx.sql`
    DELETE FROM thread_horizon h USING thread t
     WHERE t.id = h.thread_id AND t.project_id = ${projectId} AND h.org_id = ${orgId} RETURNING 1`;
  const opened = await tx.sql`
    UPDATE project_member SET files_from = NULL
     WHERE project_id = ${projectId} AND org_id = ${orgId} AND files_from IS NOT NULL RETURNING 1`;
  return lifted.length + opened.length > 0;
}

async function moveHorizon(tx: Tx, projectId: string, orgId: string, since: string) {
  const begins = sql`(${since}::date::timestamp AT TIME ZONE 'Asia/Tokyo')`;
  const moved = await tx.query(sql`
    UPDATE thread_horizon h SET after_seq = before.seq
      FROM thread t CROSS JOIN LATERAL (SELECT coalesce(max(seq), 0) AS seq FROM (
        SELECT max(po.seq) AS seq FROM post po WHERE po.thread_id = t.id AND po.at < ${begins}
        UNION ALL
        SELECT max(u.seq) FROM thread_turn u WHERE u.thread_id = t.id AND u.at < ${begins}) last) before
     WHERE t.id = h.thread_id AND t.project_id = ${projectId}::uuid AND h.org_id = ${orgId}::uuid
       AND before.seq < h.after_seq`);
  const opened = await tx.query(sql`
    UPDATE project_member SET files_from = ${begins}
     WHERE project_id = ${projectId}::uuid AND org_id = ${orgId}::uuid AND files_from > ${begins}`);
  return moved.count + opened.count > 0;
}
