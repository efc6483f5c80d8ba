import type { DescribeSubjects } from '#server/platform/subjects.ts';
import type { Label } from './schemas.ts';

/**
 * Projects that an organisation took part in and takes part in no more: by their name alone, which its
 * people knew, and leading nowhere.
 */
export const describeFormerProjects: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; title: Label }>`
    SELECT pr.id, pr.title FROM project pr
     WHERE pr.id = ANY (${[...ids]}::uuid[]) AND (
       EXISTS (SELECT 1 FROM project_member pm WHERE pm.project_id = pr.id AND pm.org_id = ${actor.orgId}::uuid
                  AND pr.privacy <> 'committee')
       OR EXISTS (SELECT 1 FROM project_person pp WHERE pp.project_id = pr.id
                     AND pp.person_id = ${actor.personId}::uuid))`;
  return new Map(rows.map(({ id, title }) => [id, { title, place: null, path: '/discussions' }]));
};
