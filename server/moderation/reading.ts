import { AUTHOR_JSON, ORG_JSON, type AuthorView, type OrgView } from '#server/discussions/index.ts';
import { raw } from '#server/platform/access/access.ts';

/** The posts of a report `rp` as they were when it was made, oldest first, as JSON. */
export const RECORD_JSON = raw(`(SELECT json_agg(json_build_object(
    'postId', x.post_id, 'seq', x.seq, 'reported', x.post_id = rp.post_id, 'body', x.body, 'lang', x.lang,
    'at', ${iso('x.at')}, 'editedAt', ${iso('x.edited_at')},
    'author', ${AUTHOR_JSON.sql}, 'org', ${ORG_JSON.sql}) ORDER BY x.seq)
  FROM report_text x JOIN person a ON a.id = x.author_id JOIN organisation o ON o.id = x.org_id
 WHERE x.report_id = rp.id)`);

/** One post of the record, word for word. */
export type RecordedPost = {
  postId: string;
  seq: number;
  reported: boolean;
  body: string;
  lang: string;
  at: string;
  editedAt: string | null;
  author: AuthorView;
  org: OrgView;
};

/** A person in this column as JSON; null where there is none. */
export function personJson(column: string) {
  return raw(`(SELECT ${AUTHOR_JSON.sql} FROM person a WHERE a.id = ${column})`);
}

export function iso(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
