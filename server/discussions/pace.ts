import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { rateLimited } from '#server/platform/errors.ts';
import type { ThreadRow } from './access.ts';
import { CHAT_PACE } from './schemas.ts';

/** How far back one person's latest messages are looked for; a slow thread has few in the same time. */
const LOOK_BACK = { chat: 100, slow: 2000 };

type Sender = {
  personId: string;
  clientId: string;
  /** Whether the wait that is set for the thread is meant for them: those who keep order may speak. */
  waits: boolean;
};

/**
 * Holds a writer to the pace of a thread: the wait that the secretariat set for it, and in a chat one
 * message in two seconds on the whole. A repeat of what was written already waits for nothing.
 * @param scale multiplies the chat's pace; load tests are many in few
 * @throws SLOW_MODE or RATE_LIMITED with the seconds to wait
 */
export async function keepPace(
  tx: Tx,
  thread: ThreadRow,
  { personId, clientId, waits }: Sender,
  scale: number,
): Promise<void> {
  const slow = waits ? thread.slowSeconds : 0;
  if (slow === 0 && thread.kind !== 'chat') return;
  // Two sends at one moment stand in line here, so that the second sees the first.
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`pace ${thread.id} ${personId}`}, 0))`;
  const { rows } = await tx.query<{ at: Date; repeat: boolean }>(
    sql`SELECT own.at, own.client_id = ${clientId}::uuid AS repeat
          FROM (SELECT author_id, client_id, at FROM post WHERE thread_id = ${thread.id}::uuid
                 ORDER BY seq DESC LIMIT ${slow > 0 ? LOOK_BACK.slow : LOOK_BACK.chat}::int) own
         WHERE own.author_id = ${personId}::uuid`,
    'discussions.keepPace',
  );
  if (rows.some((row) => row.repeat)) return;
  const wait = (since: Date, seconds: number) =>
    Math.ceil((since.getTime() + seconds * 1000 - tx.now.getTime()) / 1000);
  const last = rows[0];
  if (slow > 0 && last) {
    const seconds = wait(last.at, slow);
    if (seconds > 0) throw rateLimited('SLOW_MODE', seconds);
  }
  if (thread.kind !== 'chat') return;
  const nth = rows[Math.round(CHAT_PACE.messages * scale) - 1];
  if (nth && wait(nth.at, CHAT_PACE.seconds) > 0) {
    throw rateLimited('RATE_LIMITED', wait(nth.at, CHAT_PACE.seconds));
  }
}
