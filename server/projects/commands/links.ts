import { event } from '#server/events/index.ts';
import { libraryItem } from '#server/library/index.ts';
import { sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { project } from '#server/discussions/index.ts';
import { referral } from '#server/referrals/index.ts';
import { enter } from '../entries.ts';
import { AddLink, RemoveLink, type LinkKind } from '../schemas.ts';

/**
 * Ties a record to a project. Whoever ties it must see it, and it stays visible to nobody else than
 * before: a referral is not even counted for those who may not see it, nor entered in the timeline.
 */
export const addLink = command('projects.addLink', {
  summary: 'Ties an event, a referral (by its code) or a library item to a project.',
  input: AddLink,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const { kind } = input;
    const recordId = await recordOf(tx, actor, kind, input.key);
    if (!recordId) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'key', message: 'unknownRecord' }]);
    }
    const linked = await tx.sql`
      INSERT INTO project_link (id, project_id, kind, record_id, person_id, org_id, at)
      VALUES (${newId()}, ${subject.id}, ${kind}, ${recordId}, ${actor.personId}, ${actor.orgId}, ${tx.now})
      ON CONFLICT (project_id, kind, record_id) DO NOTHING RETURNING 1`;
    if (linked.length === 0) return null;
    if (kind !== 'referral') {
      await enter(tx, subject.id, 'linked', actor, { kind, recordId });
      await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    }
    return null;
  },
});

/** Unties a record that one sees. */
export const removeLink = command('projects.removeLink', {
  summary: 'Unties a record from a project.',
  input: RemoveLink,
  subject: project.of('projectId'),
  gate: 'project.plan',
  async run({ input, subject, actor, tx, emit }) {
    const { rows } = await tx.query<{ kind: LinkKind; recordId: string }>(sql`
      DELETE FROM project_link pl WHERE pl.id = ${input.linkId} AND pl.project_id = ${subject.id}
         AND (pl.kind <> 'referral' OR EXISTS (
           SELECT 1 FROM referral r WHERE r.id = pl.record_id AND ${visible(actor, 'referral.viewMeta', referral)}))
      RETURNING pl.kind, pl.record_id AS "recordId"`);
    const [untied] = rows;
    if (untied && untied.kind !== 'referral') {
      await enter(tx, subject.id, 'unlinked', actor, { ...untied });
      await emit({ kind: 'project', id: subject.id }, 'project.changed', {});
    }
    return { removed: rows.length };
  },
});

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

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
