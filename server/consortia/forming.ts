import { sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { factsOf, libraryItem } from '#server/library/index.ts';
import { beginPart } from '#server/projects/index.ts';
import type { ProjectRow } from '#server/discussions/index.ts';
import type { ConsortiumRow } from './access.ts';
import { firstRoles } from './rules.ts';

/** Holds an application for this transaction, if it is still being put together. */
export async function holdForming(tx: Tx, consortiumId: string): Promise<void> {
  const [row] = await tx.sql<{ state: string }>`
    SELECT state FROM consortium WHERE id = ${consortiumId} FOR UPDATE`;
  if (row?.state !== 'forming') throw conflict('CONSORTIUM_CLOSED');
}

/** Those of an organisation who answer for it. */
export function answering(orgId: string): Sql {
  return sql`(m.org_id = ${orgId}::uuid AND m.roles && ARRAY['representative', 'staff'])`;
}

/** The programme by its short name, if the caller may see it. */
export async function programmeOf(tx: Tx, actor: Actor, slug: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(sql`
    SELECT l.id FROM library_item l JOIN support_programme sp ON sp.item_id = l.id
     WHERE l.slug = ${slug} AND ${visible(actor, 'library.view', libraryItem)}`);
  if (!rows[0]) {
    throw invalid('INVALID_INPUT', undefined, [{ path: 'programme', message: 'unknownRecord' }]);
  }
  return rows[0].id;
}

/** Writes an application for a project that somebody leads, with the roles that it starts with. */
export async function writeConsortium(
  tx: Tx,
  actor: Actor,
  given: {
    id: string;
    projectId: string;
    leadOrgId: string;
    itemId: string;
    targetOn: string | null;
  },
): Promise<void> {
  const { id, projectId, leadOrgId, itemId, targetOn } = given;
  const written = await tx.sql`
    INSERT INTO consortium (id, project_id, item_id, target_on, person_id, org_id, created_at)
    VALUES (${id}, ${projectId}, ${itemId}, ${targetOn}, ${actor.personId}, ${actor.orgId}, ${tx.now})
    ON CONFLICT DO NOTHING RETURNING 1`;
  if (written.length === 0) throw conflict('CONSORTIUM_RUNNING');
  await tx.sql`
    INSERT INTO project_link (id, project_id, kind, record_id, person_id, org_id, at)
    VALUES (${newId()}, ${projectId}, 'library', ${itemId}, ${actor.personId}, ${actor.orgId}, ${tx.now})
    ON CONFLICT (project_id, kind, record_id) DO NOTHING`;
  const [lead] = await tx.sql<{ kind: string }>`
    SELECT kind FROM organisation WHERE id = ${leadOrgId}`;
  const roles = firstRoles(await factsOf(tx, itemId), lead!.kind);
  for (const [position, { kind, required }] of roles.entries()) {
    const roleId = newId();
    await tx.sql`
      INSERT INTO consortium_role (id, consortium_id, kind, required, position)
      VALUES (${roleId}, ${id}, ${kind}, ${required}, ${position})`;
    if (kind === 'lead') {
      await tx.sql`
        INSERT INTO consortium_seat (id, consortium_id, role_id, org_id, way, state, asked_by, asked_at,
                                     answered_by, answered_at)
        VALUES (${newId()}, ${id}, ${roleId}, ${leadOrgId}, 'lead', 'accepted', ${actor.personId},
                ${tx.now}, ${actor.personId}, ${tx.now})`;
    }
  }
}

/**
 * A role by its id, as far as this organisation could take it: it is of its kind and still free.
 * @throws ROLE_OF_OTHER_KIND, ROLE_TAKEN
 */
export async function freeRole(
  tx: Tx,
  consortiumId: string,
  roleId: string,
  orgId: string,
): Promise<{ open: boolean }> {
  const [role] = await tx.sql<{ open: boolean; taken: boolean; fits: boolean }>`
    SELECT ro.open, o.kind = ro.kind AS fits,
           EXISTS (SELECT 1 FROM consortium_seat se WHERE se.role_id = ro.id AND se.state = 'accepted') AS taken
      FROM consortium_role ro JOIN organisation o ON o.id = ${orgId}
     WHERE ro.id = ${roleId} AND ro.consortium_id = ${consortiumId}`;
  if (!role)
    throw invalid('INVALID_INPUT', undefined, [{ path: 'roleId', message: 'unknownRecord' }]);
  if (!role.fits) throw conflict('ROLE_OF_OTHER_KIND');
  if (role.taken) throw conflict('ROLE_TAKEN');
  return role;
}

/** Writes that an organisation is asked, or asks, for a role; once while that waits or holds. */
export async function writeSeat(
  tx: Tx,
  actor: Actor,
  given: {
    consortiumId: string;
    roleId: string;
    orgId: string;
    way: 'invited' | 'offered';
    message: string;
    answerBy: string | null;
  },
): Promise<string> {
  const id = newId();
  const written = await tx.sql`
    INSERT INTO consortium_seat (id, consortium_id, role_id, org_id, way, message, answer_by, asked_by, asked_at)
    VALUES (${id}, ${given.consortiumId}, ${given.roleId}, ${given.orgId}, ${given.way}, ${given.message},
            ${given.answerBy}, ${actor.personId}, ${tx.now})
    ON CONFLICT DO NOTHING RETURNING 1`;
  if (written.length === 0) throw conflict('ALREADY_ASKED');
  return id;
}

/**
 * Gives a waiting seat its role: the organisation takes part in the space from here on, and whoever
 * else waited for the role waits no more.
 * @throws SEAT_CLOSED when it waits no longer, ROLE_TAKEN when another organisation was first
 */
export async function giveRole(
  tx: Tx,
  space: ProjectRow,
  seatId: string,
  actor: Actor,
  reason: string,
): Promise<{ roleId: string; orgId: string; askedBy: string }> {
  const [taken] = await tx.sql<{ roleId: string; orgId: string; askedBy: string }>`
    UPDATE consortium_seat se SET state = 'accepted', reason = ${reason}, answered_by = ${actor.personId},
           answered_at = ${tx.now}
     WHERE se.id = ${seatId} AND se.state = 'waiting'
       AND NOT EXISTS (SELECT 1 FROM consortium_seat other
                        WHERE other.role_id = se.role_id AND other.state = 'accepted')
    RETURNING se.role_id AS "roleId", se.org_id AS "orgId", se.asked_by AS "askedBy"`;
  if (!taken) throw await whyClosed(tx, seatId);
  await tx.sql`
    UPDATE consortium_seat SET state = 'lapsed'
     WHERE role_id = ${taken.roleId} AND state = 'waiting'`;
  // Open spaces have no past to keep back; in closed ones the lead may share it later.
  const history = ['members', 'public'].includes(space.privacy) ? 'all' : 'fromNow';
  await beginPart(tx, space, { orgId: taken.orgId, part: 'participant', history, actor });
  if (space.privacy === 'committee') await seatPerson(tx, space.id, taken, actor);
  return taken;
}

/** Answers a waiting seat with no. */
export async function refuseSeat(
  tx: Tx,
  seatId: string,
  consortiumId: string,
  actor: Actor,
  reason: string,
): Promise<{ orgId: string }> {
  const [refused] = await tx.sql<{ orgId: string }>`
    UPDATE consortium_seat SET state = 'declined', reason = ${reason}, answered_by = ${actor.personId},
           answered_at = ${tx.now}
     WHERE id = ${seatId} AND consortium_id = ${consortiumId} AND state = 'waiting'
    RETURNING org_id AS "orgId"`;
  if (!refused) throw conflict('SEAT_CLOSED');
  return refused;
}

/** Whether a seat waits for this side in this application; what is not there is answered like the rest. */
export async function requireWaiting(
  tx: Tx,
  consortium: ConsortiumRow,
  seatId: string,
  way: 'invited' | 'offered',
): Promise<void> {
  const found = await tx.sql`
    SELECT 1 FROM consortium_seat WHERE id = ${seatId} AND consortium_id = ${consortium.id}
       AND way = ${way} AND state = 'waiting'`;
  if (found.length === 0) throw conflict('SEAT_CLOSED');
}

/** In a committee's space somebody has to be on the roster: whoever answered, or offered. */
async function seatPerson(
  tx: Tx,
  projectId: string,
  { orgId, askedBy }: { orgId: string; askedBy: string },
  actor: Actor,
): Promise<void> {
  const personId = actor.orgId === orgId ? actor.personId : askedBy;
  await tx.sql`
    INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
    VALUES (${projectId}, ${personId}, ${orgId}, 'member', ${tx.now})
    ON CONFLICT (project_id, person_id) DO UPDATE SET left_at = NULL, org_id = excluded.org_id`;
}

async function whyClosed(tx: Tx, seatId: string) {
  const waiting = await tx.sql`
    SELECT 1 FROM consortium_seat WHERE id = ${seatId} AND state = 'waiting'`;
  return conflict(waiting.length > 0 ? 'ROLE_TAKEN' : 'SEAT_CLOSED');
}
