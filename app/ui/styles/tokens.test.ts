import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Theme = 'light' | 'dark';
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const colours = new Map<string, Record<Theme, string>>();
for (const [, name, light, dark] of css.matchAll(
  /--([\w-]+):\s*light-dark\(\s*(oklch\([^)]*\)),\s*(oklch\([^)]*\))\s*\)/g,
)) {
  colours.set(name!, { light: light!, dark: dark! });
}

const GROUNDS = ['paper', 'paper-2', 'paper-3', 'sheet'];
const TEXT = ['ink', 'ink-2', 'ink-3', 'ai', 'shu', 'matsu', 'beni'];
const TINTS = ['ai', 'shu', 'matsu', 'yamabuki', 'beni'];
const HUES = [255, 190, 300, 15, 85, 230, 0, 45, 120, 155, 340];
const THEMES: Theme[] = ['light', 'dark'];

describe.each(THEMES)('in the %s theme', (theme) => {
  test.each(TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground])))(
    'text in %s can be read on %s',
    (text, ground) => expect(contrast(text!, ground!, theme)).toBeGreaterThanOrEqual(4.5),
  );

  test.each(TINTS)('a pill of %s can be read', (tint) =>
    expect(contrast(`${tint}-ink`, `${tint}-tint`, theme)).toBeGreaterThanOrEqual(4.5),
  );

  test('a primary button can be read, at rest and under the pointer', () => {
    expect(contrast('on-ai', 'ai', theme)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('on-ai', 'ai-deep', theme)).toBeGreaterThanOrEqual(4.5);
  });

  test('a badge can be read on 朱', () =>
    expect(contrast('paper', 'shu', theme)).toBeGreaterThanOrEqual(4.5));

  test.each(['paper', 'paper-2', 'sheet'])('the border of a field stands out on %s', (ground) =>
    expect(contrast('line-field', ground, theme)).toBeGreaterThanOrEqual(3),
  );
});

test('white can be read on a monogram of any hue', () => {
  for (const hue of HUES) {
    for (const chroma of [0.12, 0.06]) {
      const ground = luminance(0.5, chroma, hue);
      expect(1.05 / (ground + 0.05), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test('every token that is measured exists', () => {
  for (const name of [...GROUNDS, ...TEXT, 'line-field', 'on-ai', 'ai-deep']) {
    expect(colours.has(name), name).toBe(true);
  }
});

function contrast(one: string, other: string, theme: Theme): number {
  const [a, b] = [one, other].map((name) => luminanceOf(colours.get(name)![theme]));
  return (Math.max(a!, b!) + 0.05) / (Math.min(a!, b!) + 0.05);
}

function luminanceOf(oklch: string): number {
  const [lightness, chroma, hue] = oklch.match(/[\d.]+/g)!.map(Number);
  return luminance(lightness! / 100, chroma!, hue!);
}

/** Relative luminance of an oklch colour, clipped to sRGB as a screen does. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
