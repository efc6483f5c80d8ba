import { expect, it } from 'vitest';
import { preparedName } from './prepared.ts';

it('a statement gets a name after a few uses, and keeps it', () => {
  const names = Array.from({ length: 8 }, () => preparedName('SELECT often'));
  expect(names.slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
  expect(names[4]).toMatch(/^statement\.\d+$/);
  expect(new Set(names.slice(4)).size).toBe(1);
});

it('two texts never share a name, and their number is bounded', () => {
  const named = new Map<string, string>();
  for (let text = 0; text < 400; text += 1) {
    for (let use = 0; use < 5; use += 1) {
      const name = preparedName(`SELECT ${text}`);
      if (name) named.set(`SELECT ${text}`, name);
    }
  }
  expect(new Set(named.values()).size).toBe(named.size);
  expect(named.size).toBeLessThan(200);
});
