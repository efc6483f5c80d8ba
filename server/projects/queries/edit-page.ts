import { project } from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { termsJson } from '../reading.ts';
import { PROJECT_PRIVACY, OneProject, type Label, type ProjectPrivacy } from '../schemas.ts';
import type { TermView } from '../views.ts';

export type Edited = {
  id: string;
  slug: string;
  title: Label;
  summary: Label;
  goals: Label;
  direction: string;
  stage: string;
  privacy: ProjectPrivacy;
  countries: string[];
  fields: string[];
  version: number;
  ended: boolean;
  machineTexts: boolean;
};

export const editPage = query('projects.editPage', {
  summary: 'A project as its form holds it.',
  input: OneProject,
  subject: project.of('project'),
  gate: 'project.write',
  async run({ subject, tx, services }) {
    const [row] = await tx.sql<{
      project: Edited;
      stages: TermView[];
      directions: TermView[];
      fields: TermView[];
    }>`SELECT json_build_object('id', pr.id, 'slug', pr.slug, 'title', pr.title, 'summary', pr.summary,
                'goals', pr.goals, 'direction', pr.direction, 'stage', pr.stage, 'privacy', pr.privacy,
                'countries', pr.countries, 'fields', pr.fields, 'version', pr.version,
                'ended', pr.ended_at IS NOT NULL, 'machineTexts', pr.machine_texts) AS project,
              ${termsJson('projectStages')} AS stages, ${termsJson('projectDirections')} AS directions,
              ${termsJson('industryCategories')} AS fields
         FROM project pr WHERE pr.id = ${subject.id}`;
    const isDesk = row!.project.privacy === 'desk';
    return {
      ...row!,
      /** Who translates for this forum; null: nobody does. */
      translator: services.translator?.host ?? null,
      privacy: isDesk ? (['desk'] as const) : PROJECT_PRIVACY.filter((one) => one !== 'desk'),
    };
  },
});
