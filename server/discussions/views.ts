import type { Language } from '#server/platform/access/actor.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import { excerptOf } from './excerpt.ts';
import { rendered } from './markdown/rendered.ts';
import {
  secondTexts,
  type SecondText,
  type SecondTextColumns,
} from './translations/second-text.ts';
import { REACTIONS, type MentionRole, type ReactionKind } from './schemas.ts';

export type Label = Partial<Record<Language, string | null>>;

/**
 * A file of a post: to be had at `/files/<id>`, and its pages as pictures below that, unless the virus
 * scanner holds it back. Pixels of a picture, points of a PDF's first page.
 */
export type AttachmentView = {
  id: string;
  name: string;
  mediaType: string;
  byteSize: number;
  scan: ScanState;
  width: number | null;
  height: number | null;
  pages: number | null;
};

/** Who answered with a sign: the first of them by name, all of them counted. */
export type ReactionView = { kind: ReactionKind; count: number; people: ReactorView[] };
export type ReactorView = AuthorView & { org: Label };

/** The post that another one answers; without text once it was deleted, or where not all may read it. */
export type QuoteView = {
  id: string;
  seq: number;
  lang: Language;
  author: AuthorView;
  deleted: boolean;
  text: string | null;
};

/** Whom a post calls: exactly one of the three. */
export type MentionView = {
  personId: string | null;
  orgId: string | null;
  role: MentionRole | null;
  label: string;
};

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
  quote: QuoteView | null;
  mentions: MentionView[];
  reactions: ReactionView[];
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
export type PostDelivery = {
  post: PostView;
  author: AuthorView;
  org: OrgView;
  /** How posts that quote this one show it now; null: it was deleted. */
  excerpt: string | null;
  /** Of 'post.reacted': whose sign changed. */
  reaction?: { personId: string; kind: ReactionKind; on: boolean };
};

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
  quote: (Omit<QuoteView, 'text'> & { body: string | null }) | null;
  mentions: MentionView[] | null;
  reactions: ReactionView[] | null;
};

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
    html: deleted ? '' : rendered(versionOf(row), row.body, labelsOf(row.mentions)),
    others: deleted
      ? []
      : secondTexts(
          { body: row.body, version: versionOf(row), calls: labelsOf(row.mentions) },
          row.others ?? [],
        ),
    attachments: deleted ? [] : (row.attachments ?? []),
    quote: deleted || !row.quote ? null : quoteView(row.quote),
    mentions: deleted ? [] : (row.mentions ?? []),
    reactions: deleted ? [] : inOrder(row.reactions ?? []),
  };
}

/** Names the state of a post's text for what is made from it. */
export function versionOf(row: { id: string; editedAt: Date | null }): string {
  return `${row.id} ${row.editedAt?.getTime() ?? 0}`;
}

export function labelsOf(mentions: readonly MentionView[] | null): string[] {
  return (mentions ?? []).map((one) => one.label);
}

function quoteView({ body, ...quote }: NonNullable<PostColumns['quote']>): QuoteView {
  return { ...quote, text: body === null ? null : excerptOf(body) };
}

function inOrder(reactions: ReactionView[]): ReactionView[] {
  return reactions.toSorted((a, b) => REACTIONS.indexOf(a.kind) - REACTIONS.indexOf(b.kind));
}
