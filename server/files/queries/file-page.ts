import { query } from '#server/platform/use-case.ts';
import type { Language } from '#server/platform/access/actor.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import { file } from '../access.ts';
import { Open } from '../schemas.ts';

type Label = Partial<Record<Language, string | null>>;
type Row = {
  scan: ScanState;
  width: number | null;
  height: number | null;
  uploadedAt: Date;
  /** Null: it is in the library of its project, as this file. */
  thread: { id: string; title: string; lang: Language } | null;
  libraryFileId: string | null;
  seq: number | null;
  project: { slug: string; title: Label } | null;
  uploader: {
    id: string;
    familyName: string;
    givenName: string;
    nameLang: string;
    latinName: string | null;
  };
  org: Label;
};

/** One file of a conversation or a library: what it is, who brought it, and what it came with. */
export const filePage = query('files.page', {
  summary: 'A file of a thread: what it is, who brought it, and in which post.',
  input: Open,
  subject: file.of('fileId'),
  gate: 'thread.view',
  async run({ subject, tx }) {
    const [row] = await tx.sql<Row>`
      SELECT f.scan, f.width, f.height, f.created_at AS "uploadedAt", po.seq, o.short_name AS org,
             CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'title', t.title, 'lang', t.lang) END AS thread,
             pv.project_file_id AS "libraryFileId",
             CASE WHEN pr.id IS NOT NULL THEN json_build_object('slug', pr.slug, 'title', pr.title) END AS project,
             json_build_object('id', a.id, 'familyName', a.family_name, 'givenName', a.given_name,
               'nameLang', a.name_lang, 'latinName', a.latin_name) AS uploader
        FROM file f LEFT JOIN thread t ON f.owner_kind = 'thread' AND t.id = f.owner_id
        LEFT JOIN project_file_version pv ON pv.id = f.id JOIN person a ON a.id = f.uploaded_by
        JOIN organisation o ON o.id = f.org_id
        LEFT JOIN project pr ON pr.id = coalesce(t.project_id, CASE WHEN f.owner_kind = 'project' THEN f.owner_id END)
        LEFT JOIN post po ON po.id = f.post_id
       WHERE f.id = ${subject.id}`;
    const { id, name, mediaType, byteSize, pages } = subject;
    const { uploadedAt, ...more } = row!;
    return { id, name, mediaType, byteSize, pages, ...more, uploadedAt: uploadedAt.toISOString() };
  },
});
