import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid, notFound } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { OrganisationRow } from '#server/membership/index.ts';
import { LATEST_DAY } from './plain.ts';

/** Hospitals alone have a rota. @throws 404 for any other organisation */
export function requireHospital({ kind }: OrganisationRow): void {
  if (kind !== 'hospital') throw notFound();
}

/** What is wrong with a day of Japan to arrange for: it is over, or more than a year ahead. */
export function faultOfDay(day: string, now: Date): 'inThePast' | 'tooFar' | null {
  if (day < dayInJapan(now)) return 'inThePast';
  const last = new Date(now.getTime() + LATEST_DAY * 86_400_000);
  return day > dayInJapan(last) ? 'tooFar' : null;
}

/**
 * Takes the next version of a hospital's rota, for an editor who saw `seen`.
 * @throws 409 STALE_VERSION where somebody else was quicker
 */
export async function nextVersion(
  tx: Tx,
  orgId: string,
  seen: number,
  personId: string | null,
): Promise<number> {
  const [row] = await tx.sql<{ version: number }>`
    INSERT INTO duty_rota AS r (org_id, version, tended_by_id, tended_at)
    VALUES (${orgId}, 1, ${personId}::uuid, ${tx.now})
    ON CONFLICT (org_id) DO UPDATE
       SET version = r.version + 1, tended_by_id = excluded.tended_by_id, tended_at = excluded.tended_at
     WHERE r.version = ${seen}
    RETURNING version`;
  if (!row || row.version !== seen + 1) throw conflict('STALE_VERSION');
  return row.version;
}

/**
 * Only a hospital's own coordinators are on duty; a deputy comes in where one of them is away.
 * @throws 422 with the field under which somebody else stands
 */
export async function requireCoordinators(
  tx: Tx,
  orgId: string,
  fields: Record<string, readonly string[]>,
): Promise<void> {
  const coordinators = await coordinatorsOf(tx, orgId);
  const issues = Object.entries(fields).flatMap(([path, ids]) =>
    ids.every((id) => coordinators.has(id)) ? [] : [{ path, message: 'noCoordinator' }],
  );
  if (issues.length > 0) throw invalid('INVALID_INPUT', undefined, issues);
}

/** The ids of a hospital's coordinators, those who have the role for themselves. */
export async function coordinatorsOf(tx: Tx, orgId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.sql<{ id: string }>`
    SELECT person_id AS id FROM membership
     WHERE org_id = ${orgId} AND ended_at IS NULL AND 'hospitalCoordinator' = ANY (roles)`;
  return new Set(rows.map(({ id }) => id));
}
