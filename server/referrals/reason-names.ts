import type { Tx } from '#server/platform/database/transaction.ts';
import type { Reason } from '#server/matching/index.ts';
import type { Label } from './schemas.ts';

/** What the codes in some reasons are called: specialties and diseases, by code. */
export async function reasonNames(
  tx: Tx,
  reasons: readonly Reason[],
): Promise<Record<string, Label>> {
  const codes = reasons.flatMap((reason) =>
    reason.kind === 'department'
      ? [reason.specialty]
      : reason.kind === 'disease'
        ? [reason.code]
        : [],
  );
  if (codes.length === 0) return {};
  const rows = await tx.sql<{ code: string; labels: Label }>`
    SELECT code, labels FROM term
     WHERE vocabulary IN ('clinicalSpecialties', 'diseases') AND code = ANY (${codes})`;
  return Object.fromEntries(rows.map(({ code, labels }) => [code, labels]));
}
