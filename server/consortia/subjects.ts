import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { consortium } from './access.ts';
import type { Label } from './schemas.ts';

/** Applications by the name of their project, and the programme they are for. */
export const describeConsortia: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; title: Label; place: Label }>`
    SELECT cs.id, space.title, l.title AS place FROM consortium cs
      JOIN project space ON space.id = cs.project_id JOIN library_item l ON l.id = cs.item_id
     WHERE cs.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'consortium.view', consortium)}`;
  return new Map(
    rows.map(({ id, title, place }): [string, SubjectView] => [
      id,
      { title, place, path: `/discussions/consortia/${id}` },
    ]),
  );
};
