import { appendPost, refuseBlocked, tellOthers, thread } from '#server/discussions/index.ts';
import { anywhere } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, unavailable } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { contact } from '../access.ts';
import { Start } from '../schemas.ts';

type New = {
  personIds: string[];
  pairKey: string | null;
  title: string;
  lang: string;
  orgId: string;
};

/** Writes the first words to somebody, or to a few. Between two people there is one conversation. */
export const start = command('direct.start', {
  summary: 'Writes to a person or opens a conversation of a few. Two people have one conversation.',
  input: Start,
  subject: anywhere,
  gate: 'direct.start',
  words: ['name', 'body'],
  refs: { personIds: { noun: contact, action: 'direct.start' } },
  limit: { points: 10, seconds: 60 },
  async run({ input, actor, tx, audit }) {
    const me = actor.personId!;
    const { personIds, body, lang, clientId } = input;
    const first = await alreadyStarted(tx, me, clientId);
    if (first && first.body !== body) throw conflict('CLIENT_ID_REUSED');
    if (first) return { threadId: first.threadId };

    await refuseBlocked(tx, me, personIds);
    const [other] = personIds;
    const pairKey = personIds.length === 1 ? [me, other].toSorted().join(':') : null;
    const title = pairKey ? '' : (input.name ?? '');
    const orgId = actor.orgId!;
    const threadId =
      (await open(tx, { personIds: [me, ...personIds], pairKey, title, lang, orgId })) ??
      (await ofPair(tx, pairKey!));
    const row = await thread.find(tx, threadId);
    if (!row) throw unavailable('TRY_AGAIN');
    await appendPost(tx, { threadId, authorId: me, orgId, clientId, body, lang }, row.aclVersion);
    await tellOthers(tx, row, actor);
    audit({ threadId });
    return { threadId };
  },
});

/** What an earlier try with this client id started; a try at the same time waits for its answer. */
async function alreadyStarted(tx: Tx, authorId: string, clientId: string) {
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`direct ${authorId} ${clientId}`}, 0))`;
  const [first] = await tx.sql<{ threadId: string; body: string }>`
    SELECT t.id AS "threadId", po.body FROM thread_person tp
      JOIN thread t ON t.id = tp.thread_id
      JOIN post po ON po.thread_id = t.id AND po.author_id = ${authorId} AND po.client_id = ${clientId}
     WHERE tp.person_id = ${authorId}`;
  return first;
}

/** Opens a conversation; null where these two have one already. */
async function open(tx: Tx, made: New): Promise<string | null> {
  const threadId = newId();
  const [me] = made.personIds;
  const opened = await tx.sql`
    INSERT INTO thread (id, kind, title, lang, created_by, org_id, created_at, last_post_at, pair_key)
    VALUES (${threadId}, 'direct', ${made.title}, ${made.lang}, ${me}, ${made.orgId}, ${tx.now},
            ${tx.now}, ${made.pairKey})
    ON CONFLICT (pair_key) DO NOTHING RETURNING id`;
  if (opened.length === 0) return null;
  await tx.sql`INSERT INTO channel (kind, record_id) VALUES ('thread', ${threadId})`;
  await tx.sql`
    INSERT INTO thread_person (thread_id, person_id, joined_at, added_by)
    SELECT ${threadId}, person_id, ${tx.now}, ${me} FROM unnest(${made.personIds}::uuid[]) AS person_id`;
  return threadId;
}

async function ofPair(tx: Tx, pairKey: string): Promise<string> {
  const [found] = await tx.sql<{ id: string }>`SELECT id FROM thread WHERE pair_key = ${pairKey}`;
  if (!found) throw unavailable('TRY_AGAIN');
  return found.id;
}
