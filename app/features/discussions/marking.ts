/** A text with a part of it marked, and what is selected afterwards. */
export type Marked = { text: string; from: number; to: number };
export type Marking = (text: string, from: number, to: number) => Marked;

export const bold: Marking = (text, from, to) => around(text, from, to, '**');
export const italic: Marking = (text, from, to) => around(text, from, to, '*');

/** `[selection](https://)`, with the address selected to be typed over. */
export const insertLink: Marking = (text, from, to) => {
  const words = text.slice(from, to);
  const address = 'https://';
  const start = from + words.length + 3;
  return {
    text: `${text.slice(0, from)}[${words}](${address})${text.slice(to)}`,
    from: start,
    to: start + address.length,
  };
};

/** Puts marks around the selection, or takes them away where they are already. */
function around(text: string, from: number, to: number, mark: string): Marked {
  const size = mark.length;
  if (text.slice(from - size, from) === mark && text.slice(to, to + size) === mark) {
    return {
      text: text.slice(0, from - size) + text.slice(from, to) + text.slice(to + size),
      from: from - size,
      to: to - size,
    };
  }
  return {
    text: text.slice(0, from) + mark + text.slice(from, to) + mark + text.slice(to),
    from: from + size,
    to: to + size,
  };
}

export const code: Marking = (text, from, to) => {
  if (!text.slice(from, to).includes('\n')) return around(text, from, to, '`');
  const block = `\`\`\`\n${text.slice(from, to)}\n\`\`\``;
  return { text: text.slice(0, from) + block + text.slice(to), from, to: from + block.length };
};
export const list: Marking = (text, from, to) => eachLine(text, from, to, '- ');
export const quote: Marking = (text, from, to) => eachLine(text, from, to, '> ');

/** Puts a mark before each line of the selection, or takes it away where each has it. */
function eachLine(text: string, from: number, to: number, mark: string): Marked {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const lines = text.slice(start, to).split('\n');
  const all = lines.every((line) => line.startsWith(mark));
  const marked = lines.map((line) => (all ? line.slice(mark.length) : mark + line)).join('\n');
  const end = start + marked.length;
  // Nothing was selected: one goes on writing behind the mark.
  return {
    text: text.slice(0, start) + marked + text.slice(to),
    from: from === to ? end : start,
    to: end,
  };
}
