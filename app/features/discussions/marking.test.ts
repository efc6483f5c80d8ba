import { expect, it } from 'vitest';
import { code, list, quote, bold, insertLink, italic } from './marking.ts';

it('marks what is selected, and takes the marks away again', () => {
  const marked = bold('性状まで', 0, 2);
  expect(marked).toEqual({ text: '**性状**まで', from: 2, to: 4 });
  expect(bold(marked.text, marked.from, marked.to)).toEqual({ text: '性状まで', from: 0, to: 2 });
  expect(italic('', 0, 0)).toEqual({ text: '**', from: 1, to: 1 });
});

it('a link leaves its address selected', () => {
  const { text, from, to } = insertLink('see here', 4, 8);
  expect(text).toBe('see [here](https://)');
  expect(text.slice(from, to)).toBe('https://');
});

it('lines are quoted and listed together, and given back by the same press', () => {
  expect(quote('一\n二\n三', 2, 5)).toEqual({ text: '一\n> 二\n> 三', from: 2, to: 9 });
  expect(quote('一\n> 二\n> 三', 2, 9).text).toBe('一\n二\n三');
  expect(list('', 0, 0)).toEqual({ text: '- ', from: 2, to: 2 });
});

it('code of one line stands in the line, of several in a block of its own', () => {
  expect(code('a b', 2, 3).text).toBe('a `b`');
  expect(code('a\nb', 0, 3).text).toBe('```\na\nb\n```');
});
