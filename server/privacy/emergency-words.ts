import { openText, seal } from '#server/platform/crypto/index.ts';
import { invalid } from '#server/platform/errors.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { readIdentified, tracesIn } from '#server/referrals/index.ts';
import type { Identity } from '#server/referrals/schemas.ts';

type Column = 'sealed_reason' | 'sealed_review';

/** What is said of an emergency access, sealed with the case's key and bound to its row. */
export function sealEmergencyWords(
  key: Uint8Array,
  row: { id: string; referralId: string },
  column: Column,
  text: string,
): Buffer {
  return seal(key, text, place(row, column));
}

export function openEmergencyWords(
  key: Uint8Array,
  row: { id: string; referralId: string },
  column: Column,
  sealed: Uint8Array,
): string {
  return openText(key, sealed, place(row, column));
}

function place({ id, referralId }: { id: string; referralId: string }, column: Column) {
  return { table: 'break_glass', column, rowId: id, recordId: referralId };
}

/**
 * Refuses words that point to the patient: they are read by people who need not know who it is. Reads
 * the identity, so it is asked where row-level security lets the caller.
 * @throws 422 WORDS_IDENTIFY
 */
export async function refuseIdentifying(
  tx: Tx,
  ring: KeyRing,
  referralId: string,
  words: string,
): Promise<void> {
  refuseTraces(words, await readIdentified(tx, ring, referralId));
}

/** The same for a writer to whom the identity is closed: addresses, dates and numbers alone. */
export function refuseTraces(words: string, identity: Identity | null = null): void {
  if (tracesIn(words, identity).length === 0) return;
  throw invalid('WORDS_IDENTIFY', undefined, [{ path: 'words', message: 'identifies' }]);
}
