import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { GENERAL_REFUSALS, OWN_REFUSALS } from './refusals.ts';
import errors from '#app/i18n/en/errors.json';
import reference from '#app/i18n/en/reference.json';

const sources = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/generated\//.test(file))
  .map((file) => readFileSync(join('server', file), 'utf8'))
  .join('\n');

it.each([...GENERAL_REFUSALS, ...OWN_REFUSALS])('%s is a refusal that the forum gives', (code) => {
  expect(sources).toContain(`'${code}'`);
});

it.each([...GENERAL_REFUSALS, ...OWN_REFUSALS])('%s says what it means', (code) => {
  expect({ ...errors, ...reference }).toSatisfy(
    (texts: object) => code in texts || `meaning.${code}` in texts,
  );
});

const STATUS = {
  invalid: 422,
  signedOut: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  rateLimited: 429,
  unavailable: 503,
};
const THROWN = new RegExp(`\\b(${Object.keys(STATUS).join('|')})\\(\\s*'([A-Z_]+)'`, 'g');

it('lists every refusal with words for people that the forum gives, with a status that it has', () => {
  const listed = new Map<string, number>([...GENERAL_REFUSALS, ...OWN_REFUSALS]);
  const given = new Map<string, number[]>();
  for (const [, kind, code] of sources.matchAll(THROWN)) {
    const status = STATUS[kind as keyof typeof STATUS];
    if (code! in errors) given.set(code!, [...(given.get(code!) ?? []), status]);
  }
  expect(given.size).toBeGreaterThan(100);
  const wrong = [...given].filter(([code, statuses]) => !statuses.includes(listed.get(code) ?? 0));
  expect(wrong).toEqual([]);
});
