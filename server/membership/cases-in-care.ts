import type { Tx } from '#server/platform/database/transaction.ts';

/** How many patients are in a hospital's care: accepted, and neither closed nor in other hands. */
export async function casesInCare(tx: Tx, orgId: string): Promise<number> {
  const [row] = await tx.sql<{ count: number }>`SELECT cases_in_care(${orgId}) AS count`;
  return row!.count;
}
