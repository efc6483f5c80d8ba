import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { casePath, referral } from '#server/referrals/index.ts';

/** The conversation of a case, by its address alone. */
export const describeCaseThreads: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; code: string }>`
    SELECT r.id, r.code FROM referral r
     WHERE r.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'referral.threadView', referral)}`;
  return new Map(
    rows.map(({ id, code }): [string, SubjectView] => [
      id,
      { title: null, place: null, path: `${casePath(code)}/messages` },
    ]),
  );
};
