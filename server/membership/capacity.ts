import type { Capacity } from './plain.ts';

/** What is known of a capacity; `unconfirmed`: nothing, any more. */
export type CapacityNow = Capacity | 'unconfirmed';

/** What a department has said of its capacity: days as `YYYY-MM-DD`. */
export type SaidCapacity = {
  capacity: string;
  capacityUntil: string | null;
  capacityReviewedOn: string | null;
};

/** So many days what a department said of its capacity counts as known. */
export const CAPACITY_DAYS = 30;
/** So many days before that its hospital is asked whether it is still so. */
export const CAPACITY_ASKED_DAYS = 5;

const DAY_MS = 86_400_000;

/**
 * What is known today of a department's capacity. Said with an end that has passed, it is known no
 * more; said without an end, it is known for thirty days. A pause without an end stays one: nobody
 * is asked because time went by.
 */
export function capacityOn(said: SaidCapacity, today: string): CapacityNow {
  const { capacity, capacityUntil, capacityReviewedOn } = said;
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
