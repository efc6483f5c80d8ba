import type { Language } from '#server/platform/access/actor.ts';
import { rendered } from './markdown/rendered.ts';

export type Label = Partial<Record<Language, string | null>>;

/** A text beside a post in another language, and how far it is to be trusted. */
export type SecondText = {
  lang: Language;
  state: 'original' | 'machine' | 'checked' | 'stale';
  checkedBy: AuthorView | null;
  html: string;
};

/** A file of a post, to be had at `/files/<id>`. */
export type AttachmentView = { id: string; name: string; mediaType: string; byteSize: number };

/**
 * A post as everybody in its thread may see it: the same whether a page brought it or the log. Author
 * and organisation are named apart, once per page.
 */
export type PostView = {
  id: string;
  seq: number;
  authorId: string;
  orgId: string;
  /** Made by the sender: the sender's own page knows its message by it. */
  clientId: string;
  at: string;
  lang: Language;
  editedAt: string | null;
  deleted: boolean;
  html: string;
  others: SecondText[];
  attachments: AttachmentView[];
};

export type AuthorView = {
  id: string;
  familyName: string;
  givenName: string;
  nameLang: string;
  latinName: string | null;
};

export type OrgView = { id: string; name: Label; monogram: string; hue: number };

/** What the log's events about a post carry beside their ids. */
export type PostDelivery = { post: PostView; author: AuthorView; org: OrgView };

export type PostColumns = {
  id: string;
  seq: number;
  authorId: string;
  orgId: string;
  clientId: string;
  body: string;
  lang: Language;
  postedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  others: SecondTextColumns[] | null;
  attachments: AttachmentView[] | null;
};
type SecondTextColumns = Omit<SecondText, 'html'> & { id: string; body: string; updatedAt: string };

/** The view of a row of `POST_COLUMNS`. What was deleted is gone from here on: text, translations, all. */
export function postView(row: PostColumns): PostView {
  const deleted = row.deletedAt !== null;
  return {
    id: row.id,
    seq: row.seq,
    authorId: row.authorId,
    orgId: row.orgId,
    clientId: row.clientId,
    at: row.postedAt.toISOString(),
    lang: row.lang,
    editedAt: row.editedAt?.toISOString() ?? null,
    deleted,
    html: deleted ? '' : rendered(`${row.id} ${row.editedAt?.getTime() ?? 0}`, row.body),
    others: deleted
      ? []
      : (row.others ?? []).map(({ id, body, updatedAt, ...text }) => ({
          ...text,
          html: rendered(`${id} ${updatedAt}`, body),
        })),
    attachments: deleted ? [] : (row.attachments ?? []),
  };
}
