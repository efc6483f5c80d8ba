import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { announcement } from './access.ts';
import type { Words } from './schemas.ts';

/** Announcements by their title. */
export const describeAnnouncements: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; title: Words }>`
    SELECT an.id, an.title FROM announcement an
     WHERE an.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'news.view', announcement)}`;
  return new Map(
    rows.map(({ id, title }): [string, SubjectView] => [
      id,
      { title, place: null, path: `/announcements/${id}` },
    ]),
  );
};
