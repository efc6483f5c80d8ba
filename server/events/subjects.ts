import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { event } from './access.ts';
import type { Label } from './schemas.ts';

/** Events by their title. */
export const describeEvents: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; title: Label }>`
    SELECT e.id, e.title FROM event e
     WHERE e.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'event.view', event)}`;
  return new Map(
    rows.map(({ id, title }): [string, SubjectView] => [
      id,
      { title, place: null, path: `/events/${id}` },
    ]),
  );
};
