/** What people see of a membership. Computed from dates, so that it cannot disagree with them. */
export type MembershipStatus =
  'active' | 'grace' | 'lapsed' | 'suspended' | 'resigned' | 'expelled';

const GRACE_DAYS = 31;

/** Status on a day (`YYYY-MM-DD`): an override first, then the dates; a month's grace after the end. */
export function membershipStatus(
  row: { memberUntil: string | null; override: string | null },
  today: string,
): MembershipStatus {
  if (row.override) return row.override as MembershipStatus;
  if (!row.memberUntil || row.memberUntil >= today) return 'active';
  const days = (Date.parse(today) - Date.parse(row.memberUntil)) / 86_400_000;
  return days <= GRACE_DAYS ? 'grace' : 'lapsed';
}

/** A certification holds on a day, or it has lapsed. */
export function certificationHolds(
  row: { validFrom: string; validTo: string | null },
  today: string,
): boolean {
  return row.validFrom <= today && (row.validTo === null || row.validTo >= today);
}
