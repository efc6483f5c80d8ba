import { audience, sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project as projects, type ProjectRow } from '#server/discussions/index.ts';
import { notify } from '#server/notifications/index.ts';
import { enter } from './entries.ts';
import type { ProjectPrivacy } from './schemas.ts';

/**
 * Says in the timeline that the public site shows a project from now on, or no more, and tells those
 * who take part when their organisation is named there.
 */
export async function sayPublished(
  tx: Tx,
  { id, privacy: was }: Pick<ProjectRow, 'id' | 'privacy'>,
  becomes: ProjectPrivacy,
  actor: Actor,
): Promise<void> {
  const [before, after] = [was === 'public', becomes === 'public'];
  if (before === after) return;
  await enter(tx, id, after ? 'published' : 'unpublished', actor);
  if (!after) return;
  const now = (await projects.find(tx, id))!;
  await tellNamed(tx, now, now.orgIds, actor);
}

/** Tells people of these organisations that the public site names them with a project. */
export async function tellNamed(
  tx: Tx,
  project: ProjectRow,
  orgIds: readonly string[],
  actor: Actor,
): Promise<void> {
  await notify(tx, {
    type: 'project.published',
    subject: { kind: 'project', id: project.id },
    to: sql`o.id = ANY (${[...orgIds]}::uuid[]) AND ${audience('project.view', projects, project)}`,
    except: actor.personId,
    actorId: actor.personId,
  });
}
