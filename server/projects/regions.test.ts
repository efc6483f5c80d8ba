import { expect, it } from 'vitest';
import { byRegion, regionOf } from './regions.ts';

it('countries stand under their region, neighbours first, each once', () => {
  expect(byRegion(['VN', 'MN', 'TH', 'OM', 'VN'])).toEqual([
    { region: 'eastAsia', countries: ['MN'] },
    { region: 'southeastAsia', countries: ['TH', 'VN'] },
    { region: 'middleEast', countries: ['OM'] },
  ]);
});

it('a code of no region is kept, at the end', () => {
  expect(regionOf('AQ')).toBe('elsewhere');
  expect(byRegion(['AQ', 'JP']).map((group) => group.region)).toEqual(['eastAsia', 'elsewhere']);
});
