import { describe, expect, it } from 'vitest';
import { amountsOf, inCurrency, lineYen } from './amounts.ts';

const line = (more: object) => ({
  kind: 'other' as const,
  ja: '',
  en: '',
  quantity: 1,
  low: 0,
  high: 0,
  ...more,
});

describe('the sums of an estimate', () => {
  it('count points of treatment at the price per point and everything else in yen, as often as it comes', () => {
    expect(lineYen(line({ kind: 'treatment', low: 100, high: 150, quantity: 2 }), 30)).toEqual({
      low: 6_000,
      high: 9_000,
    });
    expect(lineYen(line({ kind: 'room', low: 20_000, high: 30_000, quantity: 10 }), 30)).toEqual({
      low: 200_000,
      high: 300_000,
    });
  });

  it('add the tax to the sum, without its fraction of a yen', () => {
    const lines = [line({ low: 101, high: 109 }), line({ low: 0, high: 0 })];
    expect(amountsOf(lines, { yenPerPoint: 30, taxPercent: 10 })).toEqual({
      sum: { low: 101, high: 109 },
      tax: { low: 10, high: 10 },
      total: { low: 111, high: 119 },
    });
    expect(amountsOf(lines, { yenPerPoint: 30, taxPercent: 0 }).total).toEqual({
      low: 101,
      high: 109,
    });
  });

  it('are shown in another currency by the rate that the hospital gave', () => {
    expect(inCurrency({ low: 1_500_000, high: 2_000_000 }, 150)).toEqual({
      low: 10_000,
      high: 13_333.33,
    });
  });
});
