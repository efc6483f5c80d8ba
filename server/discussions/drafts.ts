import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Actor, Language } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { excerptOf } from './excerpt.ts';
import { AUTHOR_JSON } from './reading.ts';
import type { Mention } from './schemas.ts';
import type { QuoteView } from './views.ts';

/** What somebody typed in a thread and did not send, on whatever device; `version` names this state of it. */
export type DraftView = {
  version: string;
  body: string;
  lang: Language;
  mentions: Mention[];
  quote: QuoteView | null;
};

/** The actor's own draft in a thread `t`, as JSON; what it quotes only where it lies after the horizon. */
export function ownDraft({ personId }: Pick<Actor, 'personId'>, horizon: Sql): Sql {
  return sql`(SELECT json_build_object('version', d.version, 'body', d.body, 'lang', d.lang, 'mentions', d.mentions, 'quote', (
      SELECT json_build_object('id', q.id, 'seq', q.seq, 'lang', q.lang, 'author', ${AUTHOR_JSON},
               'deleted', false, 'text', left(q.body, 1000))
        FROM post q JOIN person a ON a.id = q.author_id
       WHERE q.id = d.quote_of AND q.deleted_at IS NULL AND q.seq > ${horizon}))
    FROM draft d WHERE d.person_id = ${personId}::uuid AND d.thread_id = t.id)`;
}

/** A draft as `ownDraft` reads it, with an excerpt of what it quotes. */
export function draftView(draft: DraftView | null): DraftView | null {
  if (!draft?.quote?.text) return draft;
  return { ...draft, quote: { ...draft.quote, text: excerptOf(draft.quote.text) } };
}

/** What somebody typed as a new thread of a project and did not open, on whatever device. */
export type ThreadDraftView = {
  version: string;
  title: string;
  body: string;
  tags: string[];
  lang: Language;
};

/** The actor's own draft of a new thread in a project; null: nothing. */
export async function ownThreadDraft(
  tx: Tx,
  { personId }: Pick<Actor, 'personId'>,
  projectId: string,
): Promise<ThreadDraftView | null> {
  const [draft] = await tx.sql<ThreadDraftView>`
    SELECT version, title, body, tags, lang FROM thread_draft
     WHERE person_id = ${personId} AND project_id = ${projectId}`;
  return draft ?? null;
}

/** The thread was opened, or waits: what it was written from goes, not what another window keeps. */
export async function dropThreadDraft(
  tx: Tx,
  { personId }: Pick<Actor, 'personId'>,
  { projectId, title, body }: { projectId: string; title: string; body: string },
): Promise<void> {
  await tx.sql`
    DELETE FROM thread_draft WHERE person_id = ${personId} AND project_id = ${projectId}
       AND strpos(${title}, btrim(title, E' \\t\\n\u3000')) = 1 AND strpos(${body}, btrim(body, E' \\t\\n\u3000')) = 1`;
}
