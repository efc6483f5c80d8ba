import { sql, visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { thread } from '../access.ts';
import { held } from './access.ts';

type Row = { id: string; title: string | null; lang: string; place: Record<string, string> };

/** Posts that wait for the secretariat, or were refused, by the thread they go to. */
export const describeHeld: DescribeSubjects = async (tx, actor, ids) => {
  const { rows } = await tx.query<Row>(sql`
    SELECT hp.id, coalesce(nullif(hp.title, ''), t.title) AS title, coalesce(t.lang, hp.lang) AS lang, pr.title AS place
      FROM held_post hp JOIN project pr ON pr.id = hp.project_id 
      LEFT JOIN thread t ON t.id = hp.thread_id AND ${visible(actor, 'thread.view', thread)}
     WHERE hp.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'held.view', held)}`);
  return new Map(
    rows.map(({ id, title, lang, place }): [string, SubjectView] => [
      id,
      { title: title === null ? null : { [lang]: title }, place, path: `/moderation/posts/${id}` },
    ]),
  );
};
