import { expect, test } from 'vitest';
import { cut } from './cut.ts';

const SIGNS = ['👩‍⚕️', '👨‍👩‍👧‍👦', '🇯🇵', '👍🏽', 'が', '각', '𠮷', 'é', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'นี้'];

test.each(SIGNS)('%s is never halved, wherever the cut falls', (sign) => {
  for (let before = 0; before < 12; before += 1) {
    const text = 'a'.repeat(before) + sign.repeat(6);
    for (let most = 0; most <= text.length; most += 1) {
      const kept = cut(text, most);
      expect(kept.length).toBeLessThanOrEqual(most);
      const rest = kept.slice(before);
      expect([...new Set(rest.split(sign))].join(''), `${before} ${most}`).toBe('');
      expect(kept.length).toBeGreaterThan(most - sign.length);
    }
  }
});

test('a pile of marks is cut, and no half of a pair is left', () => {
  expect(cut(`a${'\u0301'.repeat(1000)}`, 500)).toHaveLength(500);
  expect(cut('\u{e0100}'.repeat(500), 301)).toHaveLength(300);
  expect(cut('short', 10)).toBe('short');
});
