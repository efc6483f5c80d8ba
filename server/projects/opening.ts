import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { slugFor } from '#server/platform/slug.ts';
import { enter } from './entries.ts';
import type { Label, ProjectPrivacy } from './schemas.ts';
import { requireTerms } from './terms.ts';

export type NewProject = {
  /** Made by the form, so that sending it twice makes one project. */
  id: string;
  title: Label;
  summary: Label;
  goals: Label;
  direction: string;
  stage: string;
  privacy: ProjectPrivacy;
  countries: string[];
  fields: string[];
  leadOrgId: string;
};

/**
 * Writes a new project with its leading organisation and its chat. Whoever begins it for the leading
 * organisation is on its roster.
 * @returns its short name, and whether it is new or what an earlier send made
 */
export async function openProject(
  tx: Tx,
  actor: Actor,
  given: NewProject,
): Promise<{ slug: string; isNew: boolean }> {
  await requireTerms(tx, given);
  const { id, leadOrgId } = given;
  const slug = slugFor(given.title, 'project', id);
  const made = await tx.sql`
    INSERT INTO project (id, slug, title, summary, goals, direction, stage, privacy, countries, fields,
                         lead_org_id, created_at)
    VALUES (${id}, ${slug}, ${JSON.stringify(given.title)}, ${JSON.stringify(given.summary)},
            ${JSON.stringify(given.goals)}, ${given.direction}, ${given.stage}, ${given.privacy},
            ${given.countries}, ${given.fields}, ${leadOrgId}, ${tx.now})
    ON CONFLICT (id) DO NOTHING RETURNING 1`;
  if (made.length === 0) return { slug: await firstSlug(tx, id, leadOrgId), isNew: false };

  await tx.sql`
    INSERT INTO project_member (project_id, org_id, part, joined_at)
    VALUES (${id}, ${leadOrgId}, 'lead', ${tx.now})`;
  if (leadOrgId === actor.orgId) {
    await tx.sql`
      INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
      VALUES (${id}, ${actor.personId}, ${leadOrgId}, 'chair', ${tx.now})`;
  }
  if (given.privacy !== 'desk') await openChat(tx, id, given.title, actor);
  await enter(tx, id, 'created', actor);
  return { slug, isNew: true };
}

async function firstSlug(tx: Tx, id: string, leadOrgId: string): Promise<string> {
  const [made] = await tx.sql<{ slug: string }>`
    SELECT slug FROM project WHERE id = ${id} AND lead_org_id = ${leadOrgId}`;
  if (!made) throw invalid('INVALID_INPUT', undefined, [{ path: 'clientId', message: 'invalid' }]);
  return made.slug;
}

async function openChat(tx: Tx, projectId: string, title: Label, actor: Actor): Promise<void> {
  const threadId = newId();
  const lang = (['ja', 'en', 'zh', 'ko'] as const).find((one) => title[one])!;
  await tx.sql`
    INSERT INTO thread (id, project_id, kind, title, lang, created_by, org_id, created_at, last_post_at)
    VALUES (${threadId}, ${projectId}, 'chat', ${title[lang]}, ${lang}, ${actor.personId}, ${actor.orgId},
            ${tx.now}, ${tx.now})`;
  await tx.sql`INSERT INTO channel (kind, record_id) VALUES ('thread', ${threadId})`;
}
