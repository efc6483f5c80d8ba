import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditBody, canonical, chainStart, rowHash } from './canonical.ts';

const at = new Date('2026-04-01T00:00:00.123Z');

describe('the canonical form', () => {
  test('does not depend on the order of keys', () => {
    expect(canonical({ b: 1, a: { d: null, c: [true, 'x'] } })).toBe(
      '{"a":{"c":[true,"x"],"d":null},"b":1}',
    );
  });

  test('is JSON that reads back as the same body', () => {
    const word = fc.stringMatching(/^[\w.:+/*~$=-]{0,20}$/);
    const { body } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        word,
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        tie('body'),
      ),
      body: fc.dictionary(word, tie('value'), { maxKeys: 5, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(body as fc.Arbitrary<Record<string, never>>, (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text) as never)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test('leaves out what is undefined', () => {
    expect(auditBody({ action: 'a', ip: undefined })).toEqual({ action: 'a' });
  });

  test.each([
    ['a name', { name: '佐藤花子' }],
    ['a sentence', { reason: 'patient asked for it' }],
    ['an address', { to: 'a@example.org' }],
    ['a fraction', { n: 0.5 }],
    ['a number JSON would round', { n: 2 ** 60 }],
    ['not a number', { n: NaN }],
    ['a date object', { at: new Date() }],
    ['a long text', { t: 'x'.repeat(129) }],
    ['a zero byte', { t: 'a\0' }],
    ['a quotation mark', { t: 'a"b' }],
    ['a value of its own class', { t: Buffer.from('x') }],
  ])('refuses %s', (_name, facts) => {
    expect(() => auditBody({ action: 'a', ...(facts as object) })).toThrow();
  });
});

describe('a link', () => {
  const row = { chain: 'main', seq: 1, at, body: { action: 'a', id: '1' } };

  test('is fixed for all time', () => {
    expect(rowHash(chainStart('main'), row).toString('hex')).toBe(
      '061d937649b947e642e13e25093ebdb6cd4c015f6f023cb2fbc32652e028a31f',
    );
  });

  test('changes with every part of the row', () => {
    const hash = rowHash(chainStart('main'), row);
    for (const other of [
      { ...row, chain: 'patient' },
      { ...row, seq: 2 },
      { ...row, at: new Date(at.getTime() + 1) },
      { ...row, body: { action: 'a', id: '2' } },
      { ...row, body: { action: 'a' } },
    ]) {
      expect(rowHash(chainStart('main'), other).equals(hash)).toBe(false);
    }
    expect(rowHash(chainStart('patient'), row).equals(hash)).toBe(false);
  });
});
