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
