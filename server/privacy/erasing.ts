import { raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import { enter, SEALED_COLUMNS, settleGrants, type ReferralRow } from '#server/referrals/index.ts';

/** A case ends before its patient is erased; a draft that nobody goes on with has no end of its own. */
export const ERASABLE: readonly ReferralState[] = [
  'closed',
  'cancelled',
  'noTaker',
  'enteredInError',
];

/** What is said in words: emptied, while the row itself tells that something happened. */
const EMPTIED = ['case_opening', 'break_glass'];

type How = {
  from: readonly ReferralState[];
  /** Coded facts that point to nobody stay for the statistics: time has run out, nobody asked. */
  keepCoded: boolean;
  who: { actorId: string | null; orgId: string | null };
};

/**
 * Erases the patient of a case, under the case's lock: its key, everything sealed with it, the blind
 * indexes, papers and files, and what hospitals wrote. What stays: the code, the states with their
 * times, the record of consents and of who was given access, and the audit's ids.
 * @returns the keys of files in the store, to be removed after the commit
 */
export async function eraseCase(tx: Tx, row: ReferralRow, how: How): Promise<string[]> {
  const { count } = await tx.query(sql`
    UPDATE referral SET state = 'erased', wrapped_key = NULL, erased_at = ${tx.now}, version = version + 1,
           request = '{}', teaser = NULL, teaser_reviewed_at = NULL, teaser_reviewed_by = NULL,
           cancel_reason = NULL, cancel_requested_at = NULL, answer_deadline = NULL, clock_from = NULL,
           clock_paused_at = NULL, mobility = '', interpreter = '', interpreter_lang = '',
           diet = '{}'${how.keepCoded ? sql`` : FACTS_GONE}
     WHERE id = ${row.id} AND state = ANY (${[...how.from]}) AND held_at IS NULL`);
  if (count !== 1) throw conflict('NOT_ERASABLE');
  await emptySealed(tx, row.id);
  await tx.sql`UPDATE offer SET answer = NULL, reasons = '[]' WHERE referral_id = ${row.id}`;
  await tx.sql`UPDATE referral_event SET facts = '{}' WHERE referral_id = ${row.id}`;
  await tx.sql`DELETE FROM referral_stay WHERE referral_id = ${row.id}`;
  await tx.sql`DELETE FROM visa_plan WHERE referral_id = ${row.id}`;
  await tx.sql`DELETE FROM case_import WHERE referral_id = ${row.id}`;
  await tx.sql`DELETE FROM referral_onward WHERE from_id = ${row.id}`;
  await tx.sql`DELETE FROM case_double WHERE ${row.id} IN (first_id, second_id)`;
  const keys = await forgetFiles(tx, row.id);
  await settleGrants(tx, row.id);
  await enter(tx, {
    referralId: row.id,
    type: 'erased',
    ...how.who,
    from: row.state,
    to: 'erased',
  });
  return keys;
}

const FACTS_GONE: Sql = sql`, specialty = '', icd_block = '', sex = '', age_band = '', country = '',
  languages = '{}', wanted_from = NULL, wanted_to = NULL, companions = 0, payer = ''`;

/** Row-level security lets the rows of an erased case be removed: nothing opens them any more. */
async function emptySealed(tx: Tx, referralId: string): Promise<void> {
  for (const table of new Set<string>(SEALED_COLUMNS.map((each) => each.table))) {
    if (!EMPTIED.includes(table)) {
      await tx.query(sql`DELETE FROM ${raw(table)} WHERE referral_id = ${referralId}::uuid`);
      continue;
    }
    for (const { column } of SEALED_COLUMNS.filter((each) => each.table === table)) {
      await tx.query(
        sql`UPDATE ${raw(table)} SET ${raw(column)} = NULL WHERE referral_id = ${referralId}::uuid`,
      );
    }
  }
}

/** Papers and files of a case lose their keys with the commit; their bytes go after it. */
async function forgetFiles(tx: Tx, referralId: string): Promise<string[]> {
  const own = sql`(f.owner_kind = 'referral' AND f.owner_id = ${referralId}::uuid
    OR f.owner_kind = 'document' AND f.owner_id IN (SELECT d.id FROM document d
      WHERE d.owner_kind = 'referral' AND d.owner_id = ${referralId}::uuid))`;
  await tx.sql`UPDATE document SET state = 'failed'
    WHERE owner_kind = 'referral' AND owner_id = ${referralId} AND state <> 'ready'`;
  // The files first: whoever is keeping a picture of one has done so by then, or keeps none.
  const files = await tx.query<{ key: string }>(sql`
    UPDATE file f SET wrapped_key = '', sha256 = '', name = 'erased', byte_size = 0, pages = NULL,
           deleted_at = coalesce(f.deleted_at, ${tx.now})
     WHERE ${own} RETURNING f.storage_key AS key`);
  const pictures = await tx.query<{ key: string }>(sql`
    DELETE FROM file_picture p USING file f WHERE f.id = p.file_id AND ${own} RETURNING p.storage_key AS key`);
  return [...pictures.rows, ...files.rows].map(({ key }) => key);
}
