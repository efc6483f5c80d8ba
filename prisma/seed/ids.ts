import { createHash } from 'node:crypto';

/** Records whose id must not tell when they were made have random-shaped ids. */
const WITHOUT_TIME = new Set(['referral', 'offer', 'file']);

/** The founding day of the forum: seeded ids sort before every id made later. */
const FOUNDED = Date.UTC(2015, 5, 23).toString(16).padStart(12, '0');

/**
 * The id of a seeded record, the same in every database: `idOf('person', 'mori')`.
 * Shaped as UUIDv7, or as UUIDv4 for referrals, offers and files.
 */
export function idOf(kind: string, key: string): string {
  const digest = createHash('sha256').update(`mej-forum/${kind}/${key}`).digest();
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const timeless = WITHOUT_TIME.has(kind);
  digest[6] = (digest[6]! & 0x0f) | (timeless ? 0x40 : 0x70);
  const hex = digest.subarray(0, 16).toString('hex');
  const whole = timeless ? hex : FOUNDED + hex.slice(12);
  return whole.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
