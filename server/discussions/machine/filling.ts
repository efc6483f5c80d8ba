import { z } from 'zod';
import { LANGUAGES, type Language } from '#server/platform/access/actor.ts';
import { append } from '#server/platform/channels/log.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { withoutDirection } from '#server/platform/direction.ts';
import { defineQueue, type JobContext } from '#server/platform/jobs/index.ts';
import { waitForThread } from '../hold-thread.ts';
import { BODY_LIMIT, tidy } from '../schemas.ts';
import { officialNames } from '../translations/official-names.ts';
import { putText, textsOf } from '../translations/texts.ts';
import { isWanted, readTranslatable } from './translatable.ts';
import type { Translated, Translator } from './translator.ts';

/** One post into one language, as somebody asked for it. */
export const machineQueue = defineQueue('discussions.machineText', {
  data: z.strictObject({ postId: z.uuid(), lang: z.enum(LANGUAGES) }),
});
type Job = { postId: string; lang: Language };

/**
 * Asks the server and keeps what it answers as `machine`, unless a person wrote meanwhile. The server
 * is waited for outside of any transaction; whether the text may leave is asked before, and whether it
 * may be kept after. What fails every time is told to those who look.
 */
export async function fillMachineText(
  database: Database,
  translator: Translator | null,
  job: Job,
  { attempt, signal }: Pick<JobContext, 'attempt' | 'signal'>,
): Promise<void> {
  const wanted = await transaction(database, {}, (tx) => wantedNow(tx, job), { readOnly: true });
  if (!wanted || !translator) return forget(database, job);
  const { source, paragraphs } = wanted;
  let answer: Translated;
  try {
    const way = { from: source.lang, to: job.lang };
    const texts = paragraphs.map(({ text }) => text);
    answer = await translator.translate(texts, way, signal);
  } catch (error) {
    if (attempt < machineQueue.retries) throw error;
    return fail(database, job, 'unreachable');
  }
  if ('refused' in answer) return fail(database, job, answer.refused);
  const said = new Map(paragraphs.map(({ block }, i) => [block.key, answer.texts[i]!]));
  await transaction(database, {}, (tx) => keep(tx, job, said));
}

/** What is still wanted of an open request; null where there is none, or nothing may be sent any more. */
async function wantedNow(tx: Tx, job: Job) {
  const open = await tx.sql`
    SELECT 1 FROM machine_text_request WHERE post_id = ${job.postId} AND lang = ${job.lang} AND failed IS NULL`;
  const source = open.length > 0 ? await readTranslatable(tx, job.postId) : null;
  if (!source || source.lang === job.lang) return null;
  const texts = await textsOf(tx, job);
  const paragraphs = source.paragraphs.filter(({ block }) => isWanted(block, texts));
  return paragraphs.length > 0 ? { source, paragraphs } : null;
}

async function keep(tx: Tx, job: Job, said: ReadonlyMap<string, string>): Promise<void> {
  const [closed] = await tx.sql<{ threadId: string }>`
    DELETE FROM machine_text_request r USING post po
     WHERE r.post_id = ${job.postId} AND r.lang = ${job.lang} AND r.failed IS NULL AND po.id = r.post_id
    RETURNING po.thread_id AS "threadId"`;
  if (!closed) return;
  // In turn with edits and translations of people: what is read now is what stands.
  await waitForThread(tx, closed.threadId);
  const source = await readTranslatable(tx, job.postId);
  if (!source) return;
  const texts = await textsOf(tx, job);
  const official = await officialNames(tx, source, job.lang);
  for (const { block, position } of source.paragraphs) {
    if (!isWanted(block, texts)) continue;
    const body = withoutDirection(tidy(said.get(block.key) ?? '')).trim();
    if (!body || body.length > BODY_LIMIT.thread) continue;
    await putText(
      tx,
      job,
      {
        block,
        position,
        body: official(block.text, body),
        state: 'machine',
        version: texts.get(block.key)?.version ?? null,
      },
      null,
    );
  }
  await append(tx, { kind: 'thread', id: source.threadId }, 'post.translated', {
    postId: job.postId,
  });
}

function forget(database: Database, { postId, lang }: Job): Promise<void> {
  return transaction(database, {}, async (tx) => {
    await tx.sql`DELETE FROM machine_text_request WHERE post_id = ${postId} AND lang = ${lang} AND failed IS NULL`;
  });
}

function fail(database: Database, { postId, lang }: Job, why: string): Promise<void> {
  return transaction(database, {}, async (tx) => {
    const [told] = await tx.sql<{ threadId: string }>`
      UPDATE machine_text_request r SET failed = ${why} FROM post po
       WHERE r.post_id = ${postId} AND r.lang = ${lang} AND r.failed IS NULL AND po.id = r.post_id
      RETURNING po.thread_id AS "threadId"`;
    // Who waits for it looks again.
    if (told)
      await append(tx, { kind: 'thread', id: told.threadId }, 'post.translated', { postId });
  });
}
