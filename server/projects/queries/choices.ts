import { anywhere, visible } from '#server/platform/access/access.ts';
import { organisation } from '#server/membership/index.ts';
import { query } from '#server/platform/use-case.ts';
import { termsJson } from '../reading.ts';
import { Choices, PROJECT_PRIVACY } from '../schemas.ts';
import type { Label, TermView } from '../views.ts';

/** What the form of a project offers. Countries are those of the vocabularies' region first. */
export const choices = query('projects.choices', {
  summary:
    'The words that a project may be described with, and the organisations that may lead it.',
  input: Choices,
  subject: anywhere,
  gate: 'project.create',
  async run({ actor, tx }) {
    const [terms] = await tx.sql<{
      stages: TermView[];
      directions: TermView[];
      fields: TermView[];
    }>`SELECT ${termsJson('projectStages')} AS stages, ${termsJson('projectDirections')} AS directions,
              ${termsJson('industryCategories')} AS fields`;
    const isDesk = actor.orgKind === 'secretariat';
    const orgs = isDesk
      ? await tx.sql<{ id: string; name: Label }>`
          SELECT o.id, o.name FROM organisation o
           WHERE ${visible(actor, 'org.viewMember', organisation)} ORDER BY o.kind, o.slug`
      : [];
    return {
      ...terms!,
      privacy: PROJECT_PRIVACY.filter((one) => isDesk || one !== 'desk'),
      leads: orgs,
      ownOrgId: actor.orgId!,
    };
  },
});
