import type { Department } from './profile.ts';
import type { KnownCapacity } from './schemas.ts';
import { CAPACITY_DAYS } from './weights.ts';

const DAY_MS = 86_400_000;

/**
 * What is known today of a department's capacity. Said with an end that has passed, it is known no
 * more; said without an end, it is known for thirty days. A pause without an end stays one: nobody
 * is asked because time went by.
 */
export function capacityOn(department: Department, today: string): KnownCapacity | 'paused' {
  const { capacity, capacityUntil, capacityReviewedOn } = department;
  if (capacityUntil !== null) {
    if (capacityUntil < today) return 'unconfirmed';
  } else if (capacity !== 'paused' && isOlder(capacityReviewedOn, CAPACITY_DAYS, today)) {
    return 'unconfirmed';
  }
  return capacity === 'accepting' || capacity === 'limited' ? capacity : 'paused';
}

/** Whether a day lies more than so many days back; what was never said is older than anything. */
export function isOlder(day: string | null, days: number, today: string): boolean {
  return day === null || Date.parse(today) - Date.parse(day) > days * DAY_MS;
}
