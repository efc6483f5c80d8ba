import { NOT_SPARED, project } from '#server/discussions/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { RETENTION_YEARS } from '../plain.ts';
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
  /** After how many years its posts are removed, and from when; null: they stay. */
  retention: { years: number; from: string } | null;
};

/** A number of years, and how many posts are older by now. */
export type RetentionChoice = { years: number; posts: number };

export const editPage = query('projects.editPage', {
  summary: 'A project as its form holds it.',
  input: OneProject,
  subject: project.of('project'),
  gate: 'project.write',
  async run({ subject, tx, services, may }) {
    const [row] = await tx.sql<{
      project: Edited;
      stages: TermView[];
      directions: TermView[];
      fields: TermView[];
    }>`SELECT json_build_object('id', pr.id, 'slug', pr.slug, 'title', pr.title, 'summary', pr.summary,
                'goals', pr.goals, 'direction', pr.direction, 'stage', pr.stage, 'privacy', pr.privacy,
                'countries', pr.countries, 'fields', pr.fields, 'version', pr.version,
                'ended', pr.ended_at IS NOT NULL, 'machineTexts', pr.machine_texts,
                'retention', CASE WHEN pr.retention_years IS NOT NULL THEN
                  json_build_object('years', pr.retention_years, 'from', pr.retention_from) END) AS project,
              ${termsJson('projectStages')} AS stages, ${termsJson('projectDirections')} AS directions,
              ${termsJson('industryCategories')} AS fields
         FROM project pr WHERE pr.id = ${subject.id}`;
    const isDesk = row!.project.privacy === 'desk';
    return {
      ...row!,
      /** Who translates for this forum; null: nobody does. */
      translator: services.translator?.host ?? null,
      /** What may be chosen; null: the caller does not choose. */
      retention: may('project.setRetention', project, subject)
        ? await retentionChoices(tx, subject.id)
        : null,
      privacy: isDesk ? (['desk'] as const) : PROJECT_PRIVACY.filter((one) => one !== 'desk'),
    };
  },
});

async function retentionChoices(tx: Tx, projectId: string): Promise<RetentionChoice[]> {
  return tx.sql<RetentionChoice>`
    SELECT choice.years, (SELECT count(*)::int FROM post po JOIN thread t ON t.id = po.thread_id
              WHERE t.project_id = ${projectId} AND ${NOT_SPARED}
                AND po.at < ${tx.now}::timestamptz - make_interval(years => choice.years)) AS posts
      FROM unnest(${[...RETENTION_YEARS]}::int[]) AS choice (years) ORDER BY choice.years`;
}
