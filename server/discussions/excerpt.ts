import { cut } from '#server/platform/cut.ts';

const LENGTH = 180;

/** The beginning of a text without its marks, on one line, cut between words where they are parted. */
export function excerptOf(markdown: string): string {
  const plain = markdown
    .replace(/```[^\n]*\n?/g, '')
    .replace(/^ {0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(^|[\s(])[*_](?=\S)/g, '$1')
    .replace(/(\S)[*_](?=[\s).,;:!?]|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= LENGTH) return plain;
  return `${cut(plain, LENGTH).replace(/\s+\S{0,20}$/, '')}…`;
}
