import { organisation } from '#server/membership/index.ts';
import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';

/** Resignations by their organisation, for its own people and the secretariat. */
export const describeResignations: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; slug: string; name: Record<string, string> }>`
    SELECT rs.id, o.slug, o.name FROM resignation rs JOIN organisation o ON o.id = rs.org_id
     WHERE rs.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'org.viewFull', organisation)}`;
  return new Map(
    rows.map(({ id, slug, name }): [string, SubjectView] => [
      id,
      { title: name, place: null, path: `/members/${slug}/leave` },
    ]),
  );
};
