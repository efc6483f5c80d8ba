import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { certification } from './access.ts';

/** Certifications by their organisation. */
export const describeCertifications: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; slug: string; name: Record<string, string> }>`
    SELECT z.id, o.slug, o.name FROM certification z JOIN organisation o ON o.id = z.org_id
     WHERE z.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'certification.view', certification)}`;
  return new Map(
    rows.map(({ id, slug, name }): [string, SubjectView] => [
      id,
      { title: name, place: null, path: `/members/${slug}/certifications` },
    ]),
  );
};
