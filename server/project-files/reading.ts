import { AUTHOR_JSON, ORG_JSON, type AuthorView, type OrgView } from '#server/discussions/index.ts';
import { raw, sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor, Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import { projectFile } from './access.ts';
import { MOST_FILES, type Sort } from './schemas.ts';

export type Label = Partial<Record<Language, string | null>>;

/** What is stored of one version; `id` is where it is handed out and shown. */
export type Stored = {
  mediaType: string;
  byteSize: number;
  scan: ScanState;
  width: number | null;
  height: number | null;
  pages: number | null;
};
/** A file of a library as its list shows it: its newest version, and who brought that. */
export type LibraryFile = Stored & {
  id: string;
  /** The newest version's stored file. */
  storedId: string;
  name: string;
  label: string | null;
  number: number;
  note: string | null;
  person: AuthorView;
  org: OrgView;
  at: string;
  version: number;
};
type Row = Omit<LibraryFile, 'at'> & { at: Date };

export const STORED = raw(`f.media_type AS "mediaType", f.byte_size AS "byteSize", f.scan, f.width,
  f.height, f.pages`);
const COLUMNS = sql`pf.id, pv.id AS "storedId", pf.name, pf.label, pf.number, pv.note, pf.version, pv.at,
  ${STORED}, ${AUTHOR_JSON} AS person, ${ORG_JSON} AS org`;
const FROM = raw(`project_file pf
  JOIN project_file_version pv ON pv.project_file_id = pf.id AND pv.number = pf.number
  JOIN file f ON f.id = pv.id JOIN person a ON a.id = pv.person_id JOIN organisation o ON o.id = pv.org_id`);

const ORDERS: Record<Sort, Sql> = {
  changed: sql`pv.at DESC`,
  name: sql`pf.name COLLATE "ja-x-icu"`,
  size: sql`f.byte_size DESC`,
  org: sql`o.slug`,
  label: sql`pf.label NULLS LAST, pf.name COLLATE "ja-x-icu"`,
};

export type Asked = { find?: string | undefined; label?: string | undefined; sort: Sort };

/** The files of a project that the caller sees; one more than a page holds says that there are more. */
export async function readList(
  tx: Tx,
  actor: Actor,
  projectId: string,
  { find, label, sort }: Asked,
): Promise<LibraryFile[]> {
  const { rows } = await tx.query<Row>(sql`
    SELECT ${COLUMNS} FROM ${FROM}
     WHERE pf.project_id = ${projectId}::uuid AND pf.deleted_at IS NULL
       AND ${visible(actor, 'project.view', projectFile)}
       AND ${find ? sql`strpos(search_fold(pf.name), btrim(search_fold(${find}))) > 0` : sql`true`}
       AND ${label ? sql`pf.label = ${label}` : sql`true`}
     ORDER BY ${ORDERS[sort]}, pf.id LIMIT ${MOST_FILES + 1}`);
  return rows.map(withTime);
}

export async function readOne(tx: Tx, fileId: string): Promise<LibraryFile> {
  const { rows } = await tx.query<Row>(
    sql`SELECT ${COLUMNS} FROM ${FROM} WHERE pf.id = ${fileId}::uuid`,
  );
  return withTime(rows[0]!);
}

export function withTime<R extends { at: Date }>(row: R): Omit<R, 'at'> & { at: string } {
  return { ...row, at: row.at.toISOString() };
}

export type ProjectHead = {
  id: string;
  slug: string;
  title: Label;
  privacy: string;
  ended: boolean;
  asOfSeq: number;
};

/** What the pages of a library say of its project. */
export async function readHead(tx: Tx, projectId: string): Promise<ProjectHead> {
  const [head] = await tx.sql<ProjectHead>`
    SELECT pr.id, pr.slug, pr.title, pr.privacy, pr.ended_at IS NOT NULL AS ended,
           coalesce((SELECT c.last_seq FROM channel c
                      WHERE c.kind = 'project' AND c.record_id = pr.id), 0) AS "asOfSeq"
      FROM project pr WHERE pr.id = ${projectId}`;
  return head!;
}
