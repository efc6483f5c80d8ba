import { expect, it } from 'vitest';
import { preparedName, variantName } from './prepared.ts';

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

it('a name given for several texts never stands for two of them', () => {
  const texts = Array.from({ length: 20 }, (_, role) => `SELECT as ${role}`);
  const given = texts.map((text) => variantName('lists.mine', text));
  expect(given.slice(0, 3)).toEqual(['lists.mine', 'lists.mine.2', 'lists.mine.3']);
  expect(texts.map((text) => variantName('lists.mine', text))).toEqual(given);
  const named = given.filter((name) => name !== undefined);
  expect(new Set(named).size).toBe(named.length);
  expect(given.slice(-4)).toEqual([undefined, undefined, undefined, undefined]);
});
