import { auditPending } from '#server/platform/audit/index.ts';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { readIcdList, type IcdFault } from './list.ts';

export type IcdLoaded = { added: number; changed: number; same: number; faults: IcdFault[] };

/**
 * Loads a list of codes (`readIcdList`): all of it, or with faults none of it. What is there already is
 * brought in line with the list; codes that the list does not name stay. Loading it again changes nothing.
 */
export async function loadIcd(database: Database, text: string): Promise<IcdLoaded> {
  return transaction(database, {}, async (tx) => {
    const blocks = await tx.sql<{ code: string }>`
      SELECT code FROM icd_entry WHERE level = 'block' ORDER BY code`;
    const { rows, faults } = readIcdList(
      text,
      blocks.map(({ code }) => code),
    );
    if (faults.length > 0) return { added: 0, changed: 0, same: 0, faults };
    const written = await tx.sql<{ added: boolean }>`
      INSERT INTO icd_entry (code, level, parent, labels, synonyms)
      SELECT code, level, parent, labels, synonyms
        FROM jsonb_populate_recordset(NULL::icd_entry, ${JSON.stringify(rows)}::jsonb)
      ON CONFLICT (code) DO UPDATE
         SET parent = excluded.parent, labels = excluded.labels, synonyms = excluded.synonyms
       WHERE (icd_entry.parent, icd_entry.labels, icd_entry.synonyms)
          IS DISTINCT FROM (excluded.parent, excluded.labels, excluded.synonyms)
      RETURNING (xmax = 0) AS added`;
    const added = written.filter((row) => row.added).length;
    const changed = written.length - added;
    await auditPending(tx, 'main', { action: 'icd.load', outcome: 'allow', added, changed });
    return { added, changed, same: rows.length - written.length, faults };
  });
}
