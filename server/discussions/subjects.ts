import { visible } from '#server/platform/access/access.ts';
import type { DescribeSubjects, SubjectView } from '#server/platform/subjects.ts';
import { project, thread } from './access.ts';
import { TITLE_ALSO } from './reading.ts';
import type { Label } from './views.ts';

/** Threads by their title and project. */
export const describeThreads: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{
    id: string;
    title: string;
    lang: string;
    also: Label | null;
    place: Label | null;
  }>`
    SELECT t.id, t.title, t.lang, ${TITLE_ALSO} AS also, pr.title AS place
      FROM thread t LEFT JOIN project pr ON pr.id = t.project_id
     WHERE t.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'thread.view', thread)}`;
  return new Map(
    rows.map(({ id, title, lang, also, place }): [string, SubjectView] => [
      id,
      { title: { ...also, [lang]: title }, place, path: `/discussions/threads/${id}` },
    ]),
  );
};

export const describeProjects: DescribeSubjects = async (tx, actor, ids) => {
  const rows = await tx.sql<{ id: string; slug: string; title: Label }>`
    SELECT pr.id, pr.slug, pr.title FROM project pr
     WHERE pr.id = ANY (${[...ids]}::uuid[]) AND ${visible(actor, 'project.view', project)}`;
  return new Map(
    rows.map(({ id, slug, title }): [string, SubjectView] => [
      id,
      { title, place: null, path: `/discussions/projects/${slug}` },
    ]),
  );
};
