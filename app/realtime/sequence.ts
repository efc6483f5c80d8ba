/** What of a batch comes next, and whether something before the rest is missing. */
export type Taken<E> = { last: number; apply: E[]; gap: boolean };

/**
 * Takes what follows `last` without a hole from a batch in order: the next event is taken, an older
 * one is known already, a later one waits until the gap before it has been asked for.
 */
export function take<E extends { seq: number }>(last: number, events: readonly E[]): Taken<E> {
  const apply: E[] = [];
  let reached = last;
  for (const event of events) {
    if (event.seq <= reached) continue;
    if (event.seq > reached + 1) return { last: reached, apply, gap: true };
    apply.push(event);
    reached = event.seq;
  }
  return { last: reached, apply, gap: false };
}
