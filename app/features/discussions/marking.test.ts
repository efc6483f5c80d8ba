import { expect, it } from 'vitest';
import { bold, insertLink, italic } from './marking.ts';

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
