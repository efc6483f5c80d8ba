import { SLOW_SECONDS } from '#server/discussions/schemas.ts';
import type { T } from '#app/i18n/use-t.ts';

/** A wait of slow mode in words. */
export function slowText(seconds: number, t: T<'threads'>): string {
  const known = SLOW_SECONDS.find((one) => one === seconds);
  return known === undefined ? `${seconds} s` : t(`slow.${known}`);
}
