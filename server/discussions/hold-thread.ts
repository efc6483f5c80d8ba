import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, unavailable } from '#server/platform/errors.ts';
import { takesPosts } from './rules.ts';

type Held = { threadId: string; aclVersion: number };

/**
 * Waits its turn in a thread and keeps it until the end of the transaction. Who takes part is the
 * same as when the gate looked; if that changed meanwhile, nothing may be written any more.
 */
export async function holdThread(tx: Tx, { threadId, aclVersion }: Held): Promise<void> {
  const { count } = await tx.query(
    sql`SELECT FROM channel WHERE kind = 'thread' AND record_id = ${threadId}::uuid
           AND acl_version = ${aclVersion}::bigint FOR UPDATE`,
    'discussions.holdThread',
  );
  if (count === 0) throw unavailable('TRY_AGAIN');
}

/**
 * Waits its turn in a thread, whoever takes part by now. What changes the thread itself comes behind
 * this, as in posting: in the other order the two would wait for each other.
 */
export async function waitForThread(tx: Tx, threadId: string): Promise<void> {
  await tx.sql`SELECT FROM channel WHERE kind = 'thread' AND record_id = ${threadId} FOR UPDATE`;
}

/** As `holdThread`, in a thread that is still written in. */
export async function holdOpenThread(
  tx: Tx,
  held: Held & Parameters<typeof takesPosts>[0],
): Promise<void> {
  if (!takesPosts(held)) throw conflict('THREAD_CLOSED');
  await holdThread(tx, held);
}
