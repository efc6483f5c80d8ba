import { thread } from '#server/discussions/index.ts';
import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { report } from './access.ts';

/** Reports by the thread of their post, as far as the reader may know of it. */
export const describeReports: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; title: string | null; lang: string | null }>`
    SELECT rp.id, t.title, t.lang FROM report rp
      LEFT JOIN thread t ON t.id = rp.thread_id AND t.title <> '' AND ${visible(actor, 'thread.view', thread)}
     WHERE rp.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'report.view', report)}`;
  return new Map(
    rows.map(({ id, title, lang }): [string, SubjectView] => [
      id,
      {
        title: title && lang ? { [lang]: title } : null,
        place: null,
        path: `/moderation/reports/${id}`,
      },
    ]),
  );
};
