/**
 * Diseases of the profile vocabulary that speak for a block of ICD-10, by the letters they share. The
 * nearest come first; what is written after the bar is a group that the disease only belongs to.
 */
const DISEASES: readonly [prefix: RegExp, near: readonly string[], wide: readonly string[]][] = [
  [/^I[0-5]/, ['heart-disease'], ['cardiovascular-diseases']],
  [/^I6/, ['cerebral-aneurysm', 'brain-disorders'], ['cardiovascular-diseases']],
  [/^I[7-9]/, ['cardiovascular-diseases'], []],
  [/^C50/, ['breast-cancer'], ['cancer']],
  [/^C3/, ['lung-cancer'], ['cancer', 'lung-nodules']],
  [/^(C|D[0-4])/, ['cancer'], []],
  [/^J/, ['respiratory-diseases'], ['lung-nodules', 'diffuse-lung-disease']],
  [/^K/, ['digestive-diseases'], []],
  [/^G/, ['neurological-diseases'], ['brain-disorders']],
  [/^E1/, ['diabetes', 'type-2-diabetes'], ['lifestyle-related-diseases']],
  [/^F/, ['mental-disorders'], []],
  [/^(A|B)/, ['infectious-diseases'], []],
  [/^(P|Q)/, ['pediatric-diseases'], []],
];

export type SpeakingDisease = { code: string; wide: boolean };

/** The vocabulary's diseases for a block, the nearest first; none where it has no word for them. */
export function diseasesOf(icdBlock: string): readonly SpeakingDisease[] {
  const found = DISEASES.find(([prefix]) => prefix.test(icdBlock));
  if (!found) return [];
  const [, near, wide] = found;
  return [
    ...near.map((code) => ({ code, wide: false })),
    ...wide.map((code) => ({ code, wide: true })),
  ];
}

/** Whether a range of ICD-10 (`F00-F99`) holds a whole block (`F30-F39`). */
export function coversBlock(range: string, block: string): boolean {
  const [from, to = from] = range.split('-');
  const [first, last = first] = block.split('-');
  return from! <= first! && last! <= to!;
}
