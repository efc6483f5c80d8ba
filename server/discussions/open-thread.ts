import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { tellTie, tieKnown } from './links.ts';
import { setTags } from './tags.ts';
import { appendPost, type NewPost, type Posted } from './append-post.ts';

/** What a thread is opened as, beside its first post. */
export type Opening = {
  projectId: string;
  title: string;
  deskOrgId: string | null;
  /** The event that it is about. */
  eventId: string | null;
  tags: readonly string[];
};

/** Opens a thread with its first post, under the id that the post names, and says so in its project. */
export async function openThread(tx: Tx, post: NewPost, opening: Opening): Promise<Posted> {
  const { threadId, authorId, orgId, lang } = post;
  await tx.sql`
    INSERT INTO thread (id, project_id, title, lang, created_by, org_id, desk_org_id, created_at, last_post_at)
    VALUES (${threadId}, ${opening.projectId}, ${opening.title}, ${lang}, ${authorId}, ${orgId},
            ${opening.deskOrgId}, ${tx.now}, ${tx.now})`;
  await tx.sql`INSERT INTO channel (kind, record_id) VALUES ('thread', ${threadId})`;
  if (opening.tags.length > 0) await setTags(tx, threadId, opening.tags);
  const posted = await appendPost(tx, post, 0);
  // The organisations at a desk share its project's channel and know nothing of each other.
  if (!opening.deskOrgId) {
    await append(tx, { kind: 'project', id: opening.projectId }, 'thread.created', { threadId });
  }
  if (opening.eventId) {
    const by = { personId: authorId, orgId };
    const record = { kind: 'event', recordId: opening.eventId } as const;
    await tieKnown(tx, by, 'thread_link', threadId, record);
    await tellTie(tx, threadId, by, 'tied', record);
  }
  return posted;
}
