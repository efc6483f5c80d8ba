/** How far behind the cut a sign that people see as one may reach: a family of emoji is 25 long. */
const LONGEST_SIGN = 64;
const signs = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The beginning of a text, at most so many UTF-16 units: never half of what is read as one sign, such
 * as a flag, a family or a letter with its marks. A sign longer than that is a pile of marks, and is cut.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const sign = signs.segment(text.slice(0, most + LONGEST_SIGN)).containing(most);
  const from = sign && most - sign.index <= LONGEST_SIGN ? sign.index : most;
  return text.slice(0, from).replace(/[\ud800-\udbff]$/, '');
}
