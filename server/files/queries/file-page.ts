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
  thread: { id: string; title: string; lang: Language };
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

/** One file of a conversation: what it is, who brought it, and the post that it came with. */
export const filePage = query('files.page', {
  summary: 'A file of a thread: what it is, who brought it, and in which post.',
  input: Open,
  subject: file.of('fileId'),
  gate: 'thread.view',
  async run({ subject, tx }) {
    const [row] = await tx.sql<Row>`
      SELECT f.scan, f.width, f.height, f.created_at AS "uploadedAt", po.seq, o.short_name AS org,
             json_build_object('id', t.id, 'title', t.title, 'lang', t.lang) AS thread,
             CASE WHEN pr.id IS NOT NULL THEN json_build_object('slug', pr.slug, 'title', pr.title) END AS project,
             json_build_object('id', a.id, 'familyName', a.family_name, 'givenName', a.given_name,
               'nameLang', a.name_lang, 'latinName', a.latin_name) AS uploader
        FROM file f JOIN thread t ON t.id = f.owner_id JOIN person a ON a.id = f.uploaded_by
        JOIN organisation o ON o.id = f.org_id
        LEFT JOIN project pr ON pr.id = t.project_id LEFT JOIN post po ON po.id = f.post_id
       WHERE f.id = ${subject.id}`;
    const { id, name, mediaType, byteSize, pages } = subject;
    const { uploadedAt, ...more } = row!;
    return { id, name, mediaType, byteSize, pages, ...more, uploadedAt: uploadedAt.toISOString() };
  },
});
