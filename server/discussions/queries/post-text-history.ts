import type { Language } from '#server/platform/access/actor.ts';
import { query } from '#server/platform/use-case.ts';
import { post } from '../access.ts';
import { AUTHOR_JSON, ORG_JSON } from '../reading.ts';
import { TextsBeside } from '../schemas.ts';
import type { TextState } from '../translations/texts.ts';
import type { AuthorView, OrgView } from '../views.ts';

const LISTED = 100;

/** One step in the life of a block's text: what it said then, and what it had said before. */
export type TextVersion = {
  textId: string;
  number: number;
  state: TextState | 'removed';
  source: string | null;
  body: string;
  /** Null: this is the first version. */
  former: string | null;
  /** Null: done by the forum itself. */
  by: AuthorView | null;
  org: OrgView | null;
  at: string;
};

/** How the text of a post in another language came to be, the newest first. */
export const postTextHistory = query('discussions.postTextHistory', {
  summary: 'The versions of a post’s text in another language, by paragraph, the newest first.',
  input: TextsBeside,
  subject: post.of('postId'),
  gate: 'thread.view',
  async run({ input, subject, tx }) {
    const rows = await tx.sql<Omit<TextVersion, 'at'> & { at: Date }>`
      SELECT r.text_id AS "textId", r.number, r.state, r.source, r.body, r.at,
             (SELECT f.body FROM parallel_revision f
               WHERE f.text_id = r.text_id AND f.number < r.number ORDER BY f.number DESC LIMIT 1) AS former,
             (SELECT ${AUTHOR_JSON} FROM person a WHERE a.id = r.by_person) AS by,
             (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = r.by_org) AS org
        FROM parallel_revision r
       WHERE r.owner_kind = 'post' AND r.owner_id = ${subject.id} AND r.lang = ${input.lang}
       ORDER BY r.at DESC, r.text_id, r.number DESC LIMIT ${LISTED}`;
    return {
      threadId: subject.threadId,
      seq: subject.seq,
      source: subject.lang as Language,
      lang: input.lang,
      versions: rows.map(({ at, ...row }): TextVersion => ({ ...row, at: at.toISOString() })),
    };
  },
});
