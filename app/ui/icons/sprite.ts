import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { ICON_NAMES } from './icon-names.ts';

const require = createRequire(import.meta.url);

export const SPRITE_FILE = fileURLToPath(new URL('./sprite.svg', import.meta.url));

/** The sprite as it should be: one symbol per name, drawn by lucide. */
export function drawSprite(): string {
  const symbols = ICON_NAMES.map(
    (name) => `<symbol id="${name}" viewBox="0 0 24 24">${outline(name)}</symbol>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}

function outline(name: string): string {
  const file = require.resolve(`lucide-static/icons/${name}.svg`);
  const svg = readFileSync(file, 'utf8');
  const body = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return body
    .replace(/\s+/g, ' ')
    .replace(/ ?\/>\s*/g, '/>')
    .trim();
}
