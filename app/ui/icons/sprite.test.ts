import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ICON_NAMES } from './icon-names.ts';
import { drawSprite, SPRITE_FILE } from './sprite.ts';

test('the sprite holds the outlines that are named, as lucide draws them', () => {
  expect(readFileSync(SPRITE_FILE, 'utf8')).toBe(drawSprite());
});

test('names are in order and stand once', () => {
  expect([...ICON_NAMES]).toEqual([...new Set(ICON_NAMES)].sort());
});
