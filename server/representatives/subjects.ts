import { organisation } from '#server/membership/index.ts';
import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';

/** Organisations by their name and page, as far as the reader may know of them. */
export const describeOrganisations: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; slug: string; name: Record<string, string> }>`
    SELECT o.id, o.slug, o.name FROM organisation o
     WHERE o.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'org.viewMember', organisation)}`;
  return new Map(
    rows.map(({ id, slug, name }): [string, SubjectView] => [
      id,
      { title: name, place: null, path: `/members/${slug}` },
    ]),
  );
};
