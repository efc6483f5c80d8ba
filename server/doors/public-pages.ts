/** A page as it was answered, with the places where each answer has a nonce of its own left open. */
type Kept = { headers: [string, string][]; pieces: string[]; until: number };
type Page = { headers: [string, string][]; body: string };

/** What another node or a timer changes is seen after so long at the latest. */
const KEPT_MS = 5_000;
/** A query that nobody asked for before is an address of its own: there is no end of them. */
const MOST_KEPT = 500;
const LONGEST_ADDRESS = 300;

/**
 * The pages that everybody may read, kept for a moment: whoever comes without cookies is somebody
 * of whom nothing is known, so one answer is the answer to all of them. An act on this node empties
 * it (`forget`), so that what is published is seen at once.
 */
export function createPublicPages(now: () => number = Date.now) {
  const kept = new Map<string, Kept>();
  let acts = 0;
  return {
    size: () => kept.size,
    /** What is under way was read before the act, and is not kept either. */
    forget() {
      acts += 1;
      kept.clear();
    },
    /** The page of an address with this nonce, from memory or made; null where it was no whole page. */
    async page(
      address: string,
      nonce: string,
      make: () => Promise<Page | null>,
    ): Promise<Page | null> {
      const known = kept.get(address);
      if (known && known.until > now()) {
        return { headers: known.headers, body: known.pieces.join(nonce) };
      }
      const before = acts;
      const made = await make();
      if (made && acts === before && address.length <= LONGEST_ADDRESS) {
        if (kept.size >= MOST_KEPT) kept.clear();
        const pieces = made.body.split(nonce);
        kept.set(address, { headers: made.headers, pieces, until: now() + KEPT_MS });
      }
      return made;
    },
  };
}
