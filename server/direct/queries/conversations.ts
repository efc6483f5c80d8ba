import { anywhere, mayAny, visible } from '#server/platform/access/access.ts';
import type { Language } from '#server/platform/access/actor.ts';
import {
  AUTHOR_JSON,
  excerptOf,
  ORG_JSON,
  thread,
  unreadOf,
  type AuthorView,
  type OrgView,
} from '#server/discussions/index.ts';
import { query } from '#server/platform/use-case.ts';
import { Conversations } from '../schemas.ts';

const LISTED = 200;

export type ConversationLine = {
  id: string;
  /** Empty where nobody named it. */
  title: string;
  pair: boolean;
  others: (AuthorView & { org: OrgView | null })[];
  unread: number;
  lastPostAt: string;
  last: { author: AuthorView; mine: boolean; text: string; lang: Language } | null;
};

type Row = Omit<ConversationLine, 'lastPostAt' | 'last'> & {
  lastPostAt: Date;
  author: AuthorView | null;
  mine: boolean;
  body: string | null;
  lang: Language;
};

/** One's conversations, the liveliest first, with the last words and what is unread. */
export const conversations = query('direct.conversations', {
  summary: 'The caller’s direct conversations, with their people, last words and unread posts.',
  input: Conversations,
  subject: anywhere,
  gate: 'thread.view',
  async run({ actor, tx }) {
    const rows = await tx.sql<Row>`
      SELECT t.id, t.title, t.pair_key IS NOT NULL AS pair, t.last_post_at AS "lastPostAt",
             ${unreadOf(actor)} AS unread, others.list AS others,
             last.author, last.mine, last.body, last.lang
        FROM thread_person own JOIN thread t ON t.id = own.thread_id
       CROSS JOIN LATERAL (
         SELECT coalesce(json_agg(jsonb_build_object('org', best.org) || ${AUTHOR_JSON}::jsonb
                  ORDER BY tp.joined_at, a.id), '[]') AS list
           FROM thread_person tp JOIN person a ON a.id = tp.person_id
           LEFT JOIN LATERAL (
             SELECT ${ORG_JSON} AS org FROM membership m
               JOIN organisation o ON o.id = m.org_id AND o.override IS NULL
              WHERE m.person_id = a.id AND m.ended_at IS NULL
              ORDER BY m.started_at, m.id LIMIT 1) best ON true
          WHERE tp.thread_id = t.id AND tp.left_at IS NULL
            AND tp.person_id <> ${actor.personId}::uuid) others
        LEFT JOIN LATERAL (
         SELECT po.body, po.lang, po.author_id = ${actor.personId}::uuid AS mine,
                ${AUTHOR_JSON} AS author
           FROM post po JOIN person a ON a.id = po.author_id
          WHERE po.thread_id = t.id AND po.deleted_at IS NULL AND po.seq >= own.visible_from_seq
          ORDER BY po.seq DESC LIMIT 1) last ON true
       WHERE own.person_id = ${actor.personId}::uuid AND own.left_at IS NULL
         AND ${visible(actor, 'thread.view', thread)}
       ORDER BY t.last_post_at DESC, t.id LIMIT ${LISTED}`;
    const [head] = await tx.sql<{ seq: number }>`
      SELECT last_seq AS seq FROM channel WHERE kind = 'person' AND record_id = ${actor.personId}`;
    return {
      now: tx.now.toISOString(),
      me: { personId: actor.personId!, asOfSeq: head?.seq ?? 0 },
      conversations: rows.map(lineOf),
      may: { start: mayAny(actor, 'direct.start') },
    };
  },
});

function lineOf({ author, mine, body, lang, ...row }: Row): ConversationLine {
  return {
    ...row,
    lastPostAt: row.lastPostAt.toISOString(),
    last: author && body !== null ? { author, mine, text: excerptOf(body), lang } : null,
  };
}
