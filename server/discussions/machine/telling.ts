import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { keptIn, type KeepingPart } from './translatable.ts';

type Author = { threadId: string; authorId: string; orgId: string };
type Written = Author & { postId: string; body: string };
type Around = { title: string; quoted: string | null; toldOfTitle: boolean };

const TYPES: Record<KeepingPart, string> = {
  body: 'thread.keptBack',
  quoted: 'thread.keptBackQuote',
  title: 'thread.keptBackTitle',
};

/**
 * Tells the author of a post in a space that uses a translation server that it is not sent there, and
 * which part of it may speak of a patient: its own text first, then the post it answers, then the title,
 * which each author is told of once in a thread. Of an edit only where another part kept it back before.
 */
export async function tellKeptBack(tx: Tx, post: Written, before?: string): Promise<void> {
  const around = await readAround(tx, post);
  if (!around) return;
  const partOf = (text: string) => keptIn({ ...around, body: text })[0]?.part;
  const part = partOf(post.body);
  if (!part || (before !== undefined && partOf(before) === part)) return;
  if (part === 'title' && around.toldOfTitle) return;
  await tell(tx, post, part);
}

/** Tells whoever gave a thread a title that it keeps all that is written under it from being sent. */
export async function tellTitleKept(tx: Tx, namer: Author, before: string): Promise<void> {
  const around = await readAround(tx, namer);
  const keeps = (title: string) => keptIn({ title, body: null, quoted: null }).length > 0;
  if (around && keeps(around.title) && !keeps(before)) {
    await tell(tx, namer, 'title');
  }
}

/** What stands around a post in a thread; nothing where its space uses no server. */
async function readAround(
  tx: Tx,
  { threadId, authorId, postId }: Pick<Author, 'threadId' | 'authorId'> & { postId?: string },
): Promise<Around | undefined> {
  const { rows } = await tx.text<Around>(
    `SELECT t.title, (SELECT q.body FROM post po JOIN post q ON q.id = po.quote_of WHERE po.id = $2::uuid) AS quoted,
            EXISTS (SELECT 1 FROM notification n
                     WHERE n.person_id = $3::uuid AND n.subject_kind = 'thread' AND n.subject_id = t.id
                       AND n.type = $4) AS "toldOfTitle"
       FROM thread t JOIN project pr ON pr.id = t.project_id
      WHERE t.id = $1::uuid AND t.kind IN ('thread', 'chat') AND pr.machine_texts`,
    [threadId, postId ?? null, authorId, TYPES.title],
    'discussions.readAround',
  );
  return rows[0];
}

async function tell(
  tx: Tx,
  { threadId, authorId, orgId }: Author,
  part: KeepingPart,
): Promise<void> {
  await notify(tx, {
    type: TYPES[part],
    subject: { kind: 'thread', id: threadId },
    to: sql`m.person_id = ${authorId}::uuid AND m.org_id = ${orgId}::uuid`,
  });
}
