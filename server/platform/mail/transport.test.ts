import { describe, expect, test } from 'vitest';
import { nextTry, retryPauses } from './retry.ts';
import { readFailure, shortReply } from './transport.ts';

describe('a failure', () => {
  test.each([
    [
      'a mailbox that does not exist',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 5.1.1 unknown' },
      'dead',
      true,
      'refused',
    ],
    [
      'a mailbox without an enhanced code',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 550, response: '550 no such user' },
      'dead',
      true,
      'refused',
    ],
    [
      'a full mailbox',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 452, response: '452 4.2.2 full' },
      'retry',
      false,
      'refused',
    ],
    [
      'a policy against us',
      { code: 'EENVELOPE', command: 'RCPT TO', responseCode: 554, response: '554 5.7.1 blocked' },
      'retry',
      false,
      'refused',
    ],
    [
      'a sender refused',
      { code: 'EENVELOPE', command: 'MAIL FROM', responseCode: 550, response: '550 5.1.8 no' },
      'retry',
      false,
      'refused',
    ],
    [
      'a text refused',
      { code: 'EMESSAGE', command: 'DATA', responseCode: 554, response: '554 5.6.0 no' },
      'retry',
      false,
      'message',
    ],
    [
      'wrong credentials',
      { code: 'EAUTH', command: 'AUTH PLAIN', responseCode: 535 },
      'retry',
      false,
      'credentials',
    ],
    ['no answer', { code: 'ETIMEDOUT', command: 'CONN' }, 'retry', false, 'timeout'],
    ['no such host', { code: 'EDNS' }, 'retry', false, 'connection'],
    ['a fault of ours', new TypeError('x'), 'retry', false, 'internal'],
    ['nothing known', undefined, 'retry', false, 'internal'],
  ] as const)('by %s', (_name, error, then, badAddress, reason) => {
    expect(readFailure(error)).toMatchObject({ then, badAddress, reason });
  });

  test('is kept without the addresses that servers repeat', () => {
    expect(
      shortReply('550 5.1.1 <sato@hokuto.example>: Recipient\r\n rejected for sato@x.example'),
    ).toBe('550 5.1.1 <…>: Recipient rejected for <…>');
    expect(shortReply('x'.repeat(999))).toHaveLength(200);
  });
});

test('pauses grow from half a minute to a day, give or take a fifth, and end after eight tries', () => {
  const now = new Date('2026-04-01T00:00:00Z');
  retryPauses.forEach((pause, index) => {
    const wait = (random: number) =>
      nextTry(index + 1, now, () => random)!.getTime() - now.getTime();
    expect(wait(0)).toBeCloseTo(pause * 0.8, -1);
    expect(wait(0.5)).toBeCloseTo(pause, -1);
    expect(wait(1)).toBeCloseTo(pause * 1.2, -1);
  });
  expect(nextTry(8, now, () => 0)).toBeNull();
});
