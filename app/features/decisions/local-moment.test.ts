import { expect, test } from 'vitest';
import { localIn, momentIn } from './local-moment.ts';

test.each([
  ['2026-12-03T14:00', 'Asia/Tokyo', '2026-12-03T05:00:00.000Z'],
  ['2026-12-03 14:00', 'Asia/Tokyo', '2026-12-03T05:00:00.000Z'],
  ['2026-07-01T09:30', 'Europe/Berlin', '2026-07-01T07:30:00.000Z'],
  ['2026-10-25T04:00', 'Europe/Berlin', '2026-10-25T03:00:00.000Z'],
  ['2026-02-30T10:00', 'Asia/Tokyo', null],
  ['2026-12-03', 'Asia/Tokyo', null],
  ['soon', 'Asia/Tokyo', null],
])('%s in %s is %s', (local, zone, at) => {
  expect(momentIn(local, zone)).toBe(at);
  if (at) expect(localIn(at, zone)).toBe(local.replace(' ', 'T'));
});
