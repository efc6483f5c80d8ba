import { anywhere } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { organisation } from '#server/membership/index.ts';
import { forbidden, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { slugFor } from '#server/platform/slug.ts';
import { command } from '#server/platform/use-case.ts';
import { enter } from '../entries.ts';
import { CreateProject, type Label } from '../schemas.ts';
import { requireTerms } from '../terms.ts';

export const createProject = command('projects.create', {
  summary: 'Begins a project; the organisation one acts for leads it, with a chat of its own.',
  input: CreateProject,
  subject: anywhere,
  gate: 'project.create',
  refs: { leadOrgId: { noun: organisation, action: 'org.viewMember' } },
  limit: { points: 10, seconds: 60 },
  async run({ input, actor, tx, audit }) {
    if (actor.orgKind === 'government') throw forbidden();
    const leadOrgId = leadOf(actor, input.leadOrgId);
    if (input.privacy === 'desk' && actor.orgKind !== 'secretariat') {
      throw invalid('INVALID_INPUT', undefined, [
        { path: 'privacy', message: 'deskOfSecretariat' },
      ]);
    }
    await requireTerms(tx, input);

    // The form's own id is the project's: a second send finds the first one's.
    const id = input.clientId;
    const slug = slugFor(input.title, 'project', id);
    const made = await tx.sql`
      INSERT INTO project (id, slug, title, summary, goals, direction, stage, privacy, countries, fields,
                           lead_org_id, created_at)
      VALUES (${id}, ${slug}, ${JSON.stringify(input.title)}, ${JSON.stringify(input.summary)},
              ${JSON.stringify(input.goals)}, ${input.direction}, ${input.stage}, ${input.privacy},
              ${input.countries}, ${input.fields}, ${leadOrgId}, ${tx.now})
      ON CONFLICT (id) DO NOTHING RETURNING 1`;
    if (made.length === 0) return first(tx, id, leadOrgId);

    await tx.sql`
      INSERT INTO project_member (project_id, org_id, part, joined_at)
      VALUES (${id}, ${leadOrgId}, 'lead', ${tx.now})`;
    if (leadOrgId === actor.orgId) {
      await tx.sql`
        INSERT INTO project_person (project_id, person_id, org_id, part, joined_at)
        VALUES (${id}, ${actor.personId}, ${leadOrgId}, 'chair', ${tx.now})`;
    }
    if (input.privacy !== 'desk') await openChat(tx, id, input.title, actor);
    await enter(tx, id, 'created', actor);
    audit({ projectId: id, leadOrgId });
    return { projectId: id, slug };
  },
});

type Tx = Parameters<typeof enter>[0];

function leadOf(actor: Actor, named: string | undefined): string {
  if (!named || named === actor.orgId) return actor.orgId!;
  if (actor.orgKind === 'secretariat') return named;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'leadOrgId', message: 'unknownRecord' }]);
}

async function first(tx: Tx, id: string, leadOrgId: string) {
  const [made] = await tx.sql<{ slug: string }>`
    SELECT slug FROM project WHERE id = ${id} AND lead_org_id = ${leadOrgId}`;
  if (!made) throw invalid('INVALID_INPUT', undefined, [{ path: 'clientId', message: 'invalid' }]);
  return { projectId: id, slug: made.slug };
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
