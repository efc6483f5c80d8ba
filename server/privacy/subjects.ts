import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { emergency } from './access.ts';
import { emergencyPath } from './telling.ts';

/** Emergency accesses that the reader reviews, by their address alone. */
export const describeEmergencies: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string }>`
    SELECT b.id FROM break_glass b
     WHERE b.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'referral.reviewBreakGlass', emergency)}`;
  return new Map(
    rows.map(({ id }): [string, SubjectView] => [
      id,
      { title: null, place: null, path: emergencyPath(id) },
    ]),
  );
};
