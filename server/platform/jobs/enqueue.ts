import PgBoss from 'pg-boss';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { Queue } from './queue.ts';

/** Writes through the transaction it is given and never on a connection of its own. */
const writer = new PgBoss({
  db: {
    async executeSql() {
      throw new Error('jobs are enqueued inside a transaction');
    },
  },
});

/** Adds a job in the caller's transaction: a rollback takes it back, a commit hands it to a worker. */
export async function enqueue<Data extends object>(
  tx: Tx,
  queue: Queue<Data>,
  data: NoInfer<Data>,
  options: { startAfter?: Date } = {},
): Promise<string> {
  const id = await writer.send(queue.name, queue.data.parse(data), {
    ...options,
    db: { executeSql: (text, values) => tx.text(text, values) },
  });
  if (!id) throw new Error(`the job for ${queue.name} was not written`);
  return id;
}
