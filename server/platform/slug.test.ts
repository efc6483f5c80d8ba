import { expect, test } from 'vitest';
import { slugFor } from './slug.ts';

const ID = '019a3c4e-0000-7000-8000-0123456789ab';

test.each([
  [{ en: 'Seminar: visas & estimates' }, 'seminar-visas-estimates-456789ab'],
  [{ en: 'Café à Oulan-Bator' }, 'cafe-a-oulan-bator-456789ab'],
  [{ en: '---' }, 'event-456789ab'],
  [{}, 'event-456789ab'],
  [{ en: 'x'.repeat(200) }, `${'x'.repeat(60)}-456789ab`],
])('%j is %s', (title, slug) => {
  expect(slugFor(title, 'event', ID)).toBe(slug);
});
