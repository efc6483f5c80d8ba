import { cut as beginning } from '#server/platform/cut.ts';

/** The first sentences of a text, up to about `max` characters, for a list. */
export function opening(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= max) return flat;
  const cut = beginning(flat, max);
  const sentence = Math.max(cut.lastIndexOf('。') + 1, cut.lastIndexOf('. ') + 1);
  if (sentence > max * 0.5) return cut.slice(0, sentence);
  const word = cut.lastIndexOf(' ');
  return `${word > max * 0.7 ? cut.slice(0, word) : cut}…`;
}
