import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';

/**
 * The last day of a membership that is over by `today` and of which the secretariat has taken note, null
 * of any other. Such an organisation is still there for its patients alone: it is given nobody new, or
 * its leaving would have no end.
 */
export function lastDayOver(orgId: Sql, today: string): Sql {
  return sql`(SELECT gone.leaves_on FROM resignation gone
    WHERE gone.org_id = ${orgId} AND gone.state = 'acknowledged' AND gone.leaves_on < ${today}::date)`;
}

/**
 * Keeps a membership as it is until this transaction ends: whoever suspends it or lets it go waits, and
 * sees what was taken on meanwhile. An act that takes it on first waits for them, and sees what they did.
 */
export async function holdMembership(tx: Tx, orgId: string): Promise<void> {
  await tx.sql`SELECT 1 FROM organisation WHERE id = ${orgId} FOR SHARE`;
}
