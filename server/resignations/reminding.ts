import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { resignationChanged, tell, theOffice } from './telling.ts';

/** So many days after it was announced, a resignation should have been acknowledged. */
const REMIND_DAYS = 7;

/**
 * Reminds the secretariat of resignations that nobody has acknowledged: seven days after they were
 * announced, and on the morning of their last day, at nine in Japan. Each once, and once where both were
 * missed. Answers how many.
 */
export async function remindOfResignations(database: Database): Promise<number> {
  return transaction(database, {}, async (tx) => {
    const due = await tx.sql<{ id: string; orgId: string }>`
      UPDATE resignation SET reminded_at = ${tx.now}
       WHERE state = 'announced' AND EXISTS (
         SELECT FROM unnest(ARRAY[announced_at + make_interval(days => ${REMIND_DAYS}),
                                  (leaves_on + time '09:00') AT TIME ZONE 'Asia/Tokyo']) AS mark
          WHERE mark <= ${tx.now}::timestamptz AND mark > coalesce(reminded_at, announced_at))
      RETURNING id, org_id AS "orgId"`;
    for (const one of due) {
      await tell(tx, one, 'resignation.waiting', await theOffice(tx, one), null);
      await resignationChanged(tx, one.orgId);
    }
    return due.length;
  });
}
