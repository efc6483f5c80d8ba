import type { Tx } from '#server/platform/database/transaction.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import type { ReferralRow } from './access.ts';
import { readClinical, readIdentified } from './projections.ts';
import {
  missingClinical,
  missingConsent,
  missingFacts,
  missingIdentity,
  type Missing,
} from './rules/completeness.ts';
import { REQUIREMENTS } from './requirements.ts';
import { transition, type Need } from './rules/states.ts';
import type { CaseFacts } from './schemas.ts';

/**
 * What a case lacks for some needs, as paths and never as values. Identity and clinical text are
 * opened to see whether they are complete; nothing of them leaves this function.
 */
export async function missingPieces(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  needs: readonly Need[],
): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const need of needs) missing.push(...(await lacking(tx, ring, row, need)));
  return missing;
}

/**
 * Refuses a step that does not start here, or whose needs are not met, piece by piece.
 * @throws 409 STATE_CHANGED; 422 CONSENT_MISSING or MISSING_PIECES with the paths
 */
export async function requireNeeds(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  act: string,
): Promise<void> {
  const step = transition(act, row.state);
  if (!step) throw conflict('STATE_CHANGED');
  await requirePieces(tx, ring, row, step.needs, [], act !== 'submit');
}

/**
 * Refuses what rests on pieces that are not there, with all of them.
 * @param more pieces that the caller found missing itself
 * @throws 422 CONSENT_MISSING or MISSING_PIECES with the paths
 */
export async function requirePieces(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
  needs: readonly Need[],
  more: readonly Missing[] = [],
  consentFirst = true,
): Promise<void> {
  const missing = [...(await missingPieces(tx, ring, row, needs)), ...more];
  if (missing.length === 0) return;
  const consent = consentFirst && missing.some((path) => path.startsWith('consent.'));
  const issues = missing.map((path) => ({ path, message: 'required' }));
  throw invalid(consent ? 'CONSENT_MISSING' : 'MISSING_PIECES', undefined, issues);
}

async function lacking(tx: Tx, ring: KeyRing, row: ReferralRow, need: Need): Promise<Missing[]> {
  const covers = row.consent?.covers ?? [];
  if (need === 'identity') return missingIdentity(await readIdentified(tx, ring, row.id));
  if (need === 'clinical') return missingClinical(await readClinical(tx, ring, row.id));
  if (need === 'consent.platform') return missingConsent(covers, 'platform');
  if (need === 'consent.broadcast') return missingConsent(covers, 'broadcast');
  if (need === 'facts') return missingFacts(await codedFacts(tx, row.id));
  if (need === 'teaser') return (await isTeaserReviewed(tx, row.id)) ? [] : ['teaser'];
  return (await REQUIREMENTS[need]?.(tx, row)) ?? [];
}

async function codedFacts(tx: Tx, id: string) {
  const [row] = await tx.sql<CaseFacts>`
    SELECT specialty, icd_block AS "icdBlock", sex, country, languages, payer, request,
           coalesce(to_char(wanted_from, 'YYYY-MM'), '') AS "wantedFrom"
      FROM referral WHERE id = ${id}`;
  return row!;
}

async function isTeaserReviewed(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.sql<{ reviewed: boolean }>`
    SELECT teaser_reviewed_at IS NOT NULL AND teaser IS NOT NULL AS reviewed FROM referral WHERE id = ${id}`;
  return row!.reviewed;
}
