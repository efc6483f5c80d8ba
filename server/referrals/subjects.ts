import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { offer, referral } from './access.ts';
import { casePath } from './plain.ts';
import { offerPath } from './telling.ts';

/** Cases by their address alone: a patient's case is called nothing outside of its page. */
export const describeReferrals: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; code: string }>`
    SELECT r.id, r.code FROM referral r
     WHERE r.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'referral.viewMeta', referral)}`;
  return new Map(
    rows.map(({ id, code }): [string, SubjectView] => [
      id,
      { title: null, place: null, path: casePath(code) },
    ]),
  );
};

/** What a hospital was asked stays with it, also when another one has accepted. */
export const describeOffers: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string }>`
    SELECT f.id FROM offer f
     WHERE f.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'referral.viewMeta', offer)}`;
  return new Map(
    rows.map(({ id }): [string, SubjectView] => [
      id,
      { title: null, place: null, path: offerPath(id) },
    ]),
  );
};
