import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { invalid } from '#server/platform/errors.ts';
import type { ReferralRow } from './access.ts';
import { nameColumns, readable, type NameColumns, type PersonName } from './names.ts';
import type { OpenReason } from './schemas.ts';

/** Who opened a patient's data and when: shown beside the data, as it stands in the audit log. */
export type Opening = { openedAt: string; openedBy: PersonName };

/**
 * The case officer says why a patient is opened; sender and hospital have theirs by their part.
 * @throws 422 REASON_REQUIRED
 */
export async function opening(
  tx: Tx,
  actor: Actor,
  row: ReferralRow,
  reason: OpenReason | undefined,
): Promise<Opening> {
  const isOfficer = row.officerId === actor.personId && actor.orgId !== row.partnerOrgId;
  if (isOfficer && !reason) {
    throw invalid('REASON_REQUIRED', undefined, [{ path: 'reason', message: 'required' }]);
  }
  const [person] = await tx.sql<{ name: NameColumns }>`
    SELECT ${nameColumns('p')} AS name FROM person p WHERE p.id = ${actor.personId}`;
  const openedBy = readable(person?.name ?? null, actor.lang) ?? { name: '', lang: 'en' };
  return { openedAt: tx.now.toISOString(), openedBy };
}
