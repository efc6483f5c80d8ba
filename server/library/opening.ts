/** The first sentences of a text, up to about `max` characters, for a list. */
export function opening(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= max) return flat;
  const cut = flat.slice(0, max);
  const sentence = Math.max(cut.lastIndexOf('。') + 1, cut.lastIndexOf('. ') + 1);
  if (sentence > max * 0.5) return cut.slice(0, sentence);
  const word = cut.lastIndexOf(' ');
  return `${cut.slice(0, word > max * 0.7 ? word : max)}…`;
}
