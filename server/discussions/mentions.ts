import {
  ACTIVE_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  type Sql,
} from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { notify } from '#server/notifications/index.ts';
import { HELD_ROLES } from './rules.ts';
import type { Mention, MentionRole } from './schemas.ts';

type Calling = {
  postId: string;
  seq: number;
  authorId: string;
  threadId: string;
  /** Who may see it. */
  seeing: Sql;
  mentions: readonly Mention[];
};

/** The memberships of an audience: nobody else is offered, called or told. */
export function membershipsOf(seeing: Sql): Sql {
  return sql`${ACTIVE_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${seeing}`;
}

/**
 * Refuses a call of somebody who cannot see it: the author would think they were told. Who does not
 * exist is answered alike.
 */
export async function checkMentions(
  tx: Tx,
  seeing: Sql,
  mentions: readonly Mention[],
): Promise<void> {
  if (mentions.length === 0) return;
  const { people, orgs, roles } = byKind(mentions);
  const { rows } = await tx.query<{ people: number; orgs: number; roles: string[] }>(
    sql`SELECT count(DISTINCT p.id) FILTER (WHERE p.id = ANY (${people}::uuid[]))::int AS people,
               count(DISTINCT o.id) FILTER (WHERE o.id = ANY (${orgs}::uuid[]))::int AS orgs,
               coalesce(array_agg(DISTINCT held) FILTER (WHERE held IS NOT NULL), '{}') AS roles
          FROM (SELECT m.person_id, m.org_id, m.roles FROM ${membershipsOf(seeing)}
                   AND (${called({ people, orgs, roles })})) reached
          JOIN person p ON p.id = reached.person_id JOIN organisation o ON o.id = reached.org_id
          LEFT JOIN LATERAL unnest(reached.roles) held ON true`,
  );
  const found = rows[0]!;
  const holds = (role: MentionRole) => HELD_ROLES[role].some((one) => found.roles.includes(one));
  if (found.people === people.length && found.orgs === orgs.length && roles.every(holds)) return;
  throw invalid('MENTION_NOT_HERE', undefined, [{ path: 'mentions', message: 'mentionNotHere' }]);
}

/**
 * Keeps whom a post calls, in place of whom it called before, and tells those who were not yet called
 * by it and may see the thread. Organisations and roles are the people they are at this moment.
 */
export async function keepMentions(tx: Tx, calling: Calling): Promise<void> {
  const { postId, mentions, authorId, seeing } = calling;
  await tx.sql`DELETE FROM post_mention WHERE post_id = ${postId}`;
  if (mentions.length === 0) return;
  for (const { kind, id, label } of mentions) {
    await tx.sql`
      INSERT INTO post_mention (id, post_id, person_id, org_id, role, label)
      VALUES (${newId()}, ${postId}, ${kind === 'person' ? id : null}::uuid,
              ${kind === 'org' ? id : null}::uuid, ${kind === 'role' ? id : null}, ${label})`;
  }
  const { rows } = await tx.query<{ personId: string }>(
    sql`INSERT INTO post_mentioned (post_id, person_id)
        SELECT DISTINCT ${postId}::uuid, m.person_id FROM ${membershipsOf(seeing)}
           AND m.person_id <> ${authorId}::uuid AND (${called(byKind(mentions))})
        ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`,
  );
  if (rows.length === 0) return;
  const ids = rows.map((row) => row.personId);
  await notify(tx, {
    type: 'discussion.mentioned',
    subject: { kind: 'thread', id: calling.threadId },
    to: sql`${seeing} AND m.person_id = ANY (${ids}::uuid[])`,
    except: authorId,
    actorId: authorId,
    facts: { postId, seq: calling.seq },
  });
}

/** The mentions that a text still makes: what was deleted from the text calls nobody. */
export function standingIn(body: string, mentions: readonly Mention[]): Mention[] {
  return mentions.filter((one) => body.includes(one.label));
}

type Called = { people: string[]; orgs: string[]; roles: MentionRole[] };

function byKind(mentions: readonly Mention[]): Called {
  return {
    people: mentions.flatMap((one) => (one.kind === 'person' ? one.id : [])),
    orgs: mentions.flatMap((one) => (one.kind === 'org' ? one.id : [])),
    roles: mentions.flatMap((one) => (one.kind === 'role' ? one.id : [])),
  };
}

/** Memberships `m` that a call reaches. */
function called({ people, orgs, roles }: Called): Sql {
  const held = roles.flatMap((role) => HELD_ROLES[role]);
  return sql`m.person_id = ANY (${people}::uuid[]) OR m.org_id = ANY (${orgs}::uuid[])
    OR m.roles && ${held}::text[]`;
}
