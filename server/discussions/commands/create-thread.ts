import { event } from '#server/events/index.ts';
import { organisation } from '#server/membership/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { project, type ProjectRow } from '../access.ts';
import { dropThreadDraft } from '../drafts.ts';
import { heldBefore, hold } from '../held/hold.ts';
import { standingOf } from '../held/newcomer.ts';
import { openThread } from '../open-thread.ts';
import { leads } from '../rules.ts';
import { CreateThread } from '../schemas.ts';

type First = { threadId: string; same: boolean };
/** `waits`: there is no thread yet; its first post waits for the secretariat. */
type Opened = { threadId: string; waits?: true };

export const createThread = command('discussions.createThread', {
  summary: 'Opens a thread in a project with its first post.',
  input: CreateThread,
  subject: project.of('projectId'),
  gate: 'thread.create',
  words: ['title', 'body', 'tags'],
  refs: {
    deskOrgId: { noun: organisation, action: 'org.viewMember' },
    eventId: { noun: event, action: 'event.view' },
  },
  limit: { points: 10, seconds: 60 },
  async run({ input, subject, actor, tx, audit }): Promise<Opened> {
    const authorId = actor.personId!;
    const first = await alreadyOpened(tx, authorId, subject.id, input);
    if (first && !first.same) throw conflict('CLIENT_ID_REUSED');
    if (first) return { threadId: first.threadId };

    const deskOrgId = deskOf(subject, actor, input.deskOrgId);
    const { clientId, title, body, lang } = input;
    const threadId = newId();
    const post = { threadId, authorId, orgId: actor.orgId!, clientId, body, lang };
    const opening = {
      projectId: subject.id,
      title,
      deskOrgId,
      eventId: input.eventId ?? null,
      tags: input.tags ?? [],
    };
    await dropThreadDraft(tx, actor, input);
    const { waits, earlier } = await standingOf(tx, actor, input);
    if (waits || earlier) {
      const { id } = earlier ? heldBefore(earlier) : await hold(tx, post, opening);
      audit({ heldId: id });
      return { threadId, waits: true };
    }
    await openThread(tx, post, opening);
    audit({ threadId });
    return { threadId };
  },
});

/**
 * Whose thread it becomes: at a desk one's own organisation's, or, where one leads the desk, that of
 * the organisation that is named; elsewhere nobody's in particular.
 */
function deskOf(desk: ProjectRow, actor: Actor, named: string | undefined): string | null {
  if (desk.privacy !== 'desk') return null;
  const orgId = leads(actor, desk) ? named : actor.orgId!;
  if (!orgId || !desk.orgIds.includes(orgId)) {
    throw invalid('INVALID_INPUT', undefined, [
      { path: 'deskOrgId', message: orgId ? 'unknownRecord' : 'required' },
    ]);
  }
  return orgId;
}

/**
 * The thread that an earlier try with this client id opened. The lock makes a second try that runs at
 * the same time wait for the first one's answer.
 */
async function alreadyOpened(
  tx: Tx,
  authorId: string,
  projectId: string,
  input: { clientId: string; title: string; body: string },
): Promise<First | undefined> {
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`thread ${authorId} ${input.clientId}`}, 0))`;
  const [first] = await tx.sql<First>`
    SELECT t.id AS "threadId", (t.title, po.body) = (${input.title}, ${input.body}) AS same
      FROM thread t
      JOIN post po ON po.thread_id = t.id AND po.author_id = ${authorId} AND po.client_id = ${input.clientId}
     WHERE t.project_id = ${projectId} AND t.created_by = ${authorId}
     ORDER BY t.created_at LIMIT 1`;
  return first;
}
