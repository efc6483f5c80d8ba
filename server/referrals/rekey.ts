import { auditPending } from '#server/platform/audit/index.ts';
import { raw, sql } from '#server/platform/access/access.ts';
import { open, seal, type KeyRing } from '#server/platform/crypto/index.ts';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { lockCase } from './cases.ts';
import { newCaseKey, openCaseKey, SEALED_COLUMNS } from './sealing.ts';

/**
 * Gives a case a data key of its own anew, and seals everything of it again: for a key that may have
 * been seen. Whoever writes to the case meanwhile waits. Answers how many values were sealed.
 */
export async function rekeyCase(database: Database, ring: KeyRing, code: string): Promise<number> {
  const [found] = await transaction(
    database,
    {},
    (tx) => tx.sql<{ id: string; partnerOrgId: string }>`
      SELECT id, partner_org_id AS "partnerOrgId" FROM referral WHERE code = ${code}`,
    { readOnly: true },
  );
  if (!found) throw notFound();
  // Row-level security lets whoever carries the case reach its rows: this acts for its sender.
  return transaction(database, { orgId: found.partnerOrgId }, async (tx) => {
    const { id } = await lockCase(tx, found.id);
    const [row] = await tx.sql<{ wrapped: Buffer | null }>`
      SELECT wrapped_key AS wrapped FROM referral WHERE id = ${id}`;
    if (!row?.wrapped) throw notFound();
    const old = openCaseKey(ring, row.wrapped, id);
    const { key, wrapped } = newCaseKey(ring, id);
    let values = 0;
    for (const { table, column, rowId } of SEALED_COLUMNS) {
      const { rows } = await tx.query<{ rowId: string; sealed: Buffer }>(sql`
        SELECT ${raw(rowId)} AS "rowId", ${raw(column)} AS sealed FROM ${raw(table)}
         WHERE referral_id = ${id}::uuid AND ${raw(column)} IS NOT NULL FOR UPDATE`);
      for (const each of rows) {
        const place = { table, column, rowId: each.rowId, recordId: id };
        const again = seal(key, open(old, each.sealed, place), place);
        const { count } = await tx.query(sql`
          UPDATE ${raw(table)} SET ${raw(column)} = ${again} WHERE ${raw(rowId)} = ${each.rowId}::uuid`);
        if (count !== 1) throw new Error(`a row of ${table} could not be sealed again`);
        values += 1;
      }
    }
    await tx.sql`UPDATE referral SET wrapped_key = ${wrapped} WHERE id = ${id}`;
    await auditPending(tx, 'main', {
      action: 'keys.rekey',
      outcome: 'allow',
      noun: 'referral',
      id,
      values,
    });
    return values;
  });
}
