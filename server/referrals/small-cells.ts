/** Some people in one category. */
export type Cell = { key: string; n: number };

/** What may be said: categories that are large enough, and all others together. */
export type Published<C extends Cell> = { shown: C[]; rest: number };

/**
 * One-way counts as they may be told to people who must not learn of any few patients. Categories
 * below `k` go into the rest without being named; if the rest is still below `k`, the smallest that
 * could be shown goes with them, so that a total known from elsewhere gives nobody away. `keep` is a
 * category that another table tells anyway and that cannot be hidden here. Null where nothing can be
 * told. (Primary and complementary suppression by merging; Eurostat, Handbook on Statistical
 * Disclosure Control, second edition, chapter 4.)
 */
export function publish<C extends Cell>(
  cells: readonly C[],
  k: number,
  keep: string | null = null,
): Published<C> | null {
  const bySize = cells
    .filter(({ n }) => n > 0)
    .toSorted((a, b) => a.n - b.n || (a.key < b.key ? -1 : 1));
  const hidden = bySize.filter(({ n }) => n < k);
  let shown = bySize.filter(({ n }) => n >= k);
  let rest = hidden.reduce((sum, { n }) => sum + n, 0);
  // Where each is just below k, their sum alone would tell them all.
  while (rest > 0 && (rest < k || rest === hidden.length * (k - 1))) {
    const next = shown.find(({ key }) => key !== keep);
    if (!next) return null;
    // All that are as small: which of them was taken would tell of the others.
    const joining = shown.filter(({ key, n }) => key !== keep && n === next.n);
    shown = shown.filter((cell) => !joining.includes(cell));
    hidden.push(...joining);
    rest += next.n * joining.length;
  }
  if (shown.length === 0 && rest === 0) return null;
  return { shown: shown.reverse(), rest };
}
