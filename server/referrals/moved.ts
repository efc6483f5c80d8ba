import type { Sql } from '#server/platform/access/access.ts';
import type { CommandContext } from '#server/platform/use-case.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { ReferralRow } from './access.ts';
import { announce, onCase, settleGrants, worklistsOf } from './cases.ts';
import { tellCase, type CaseNotice } from './telling.ts';

/**
 * What a step of a case ends with: grants as they now follow, open pages and worklists, a notice to
 * those who carry it, the audit facts. Answers where the case stands.
 */
export async function moved(
  { actor, tx, emit, audit }: CommandContext<unknown, unknown>,
  row: ReferralRow,
  state: ReferralState,
  type: string,
  more: { notice?: CaseNotice; to?: Sql; facts?: Record<string, unknown> } = {},
) {
  await settleGrants(tx, row.id);
  const hospitals = row.acceptedOrgId ? [row.acceptedOrgId] : [];
  await announce(emit, [onCase(row.id, type), ...(await worklistsOf(tx, row, hospitals))]);
  if (more.notice && more.to) await tellCase(tx, row, more.notice, more.to, actor.personId);
  audit({ referralId: row.id, ...more.facts });
  return { code: row.code, state, version: row.version + 1 };
}
