import fc from 'fast-check';
import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { testRing } from '#tests/fixtures/key-ring.ts';
import { newDataKey, open, openText, seal, unwrapKey, wrapKey, wrappedUnder } from './envelope.ts';
import { BrokenSealError, decrypt, encrypt, overheadBytes } from './gcm.ts';

const place = {
  table: 'referral_identity',
  column: 'name',
  rowId: '7d0f2b7e-1111-4c58-9a3b-0d2f5a6f7a01',
  recordId: '7d0f2b7e-2222-4c58-9a3b-0d2f5a6f7a02',
};

describe('AES-256-GCM', () => {
  test('opens the known answer of the GCM specification (test case 16)', () => {
    const key = hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
    const nonce = hex('cafebabefacedbaddecaf888');
    const plaintext = hex(
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
        '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
    );
    const aad = hex('feedfacedeadbeeffeedfacedeadbeefabaddad2');
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(aad);
    expect(Buffer.concat([cipher.update(plaintext), cipher.final()]).toString('hex')).toBe(
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
        '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
    );
    expect(cipher.getAuthTag().toString('hex')).toBe('76fc6ece0f4e1768cddf8853bb2d551b');
  });

  test('opens a value written by an earlier release', () => {
    const key = Buffer.alloc(32, 7);
    const sealed = hex(
      '000102030405060708090a0bfc3c79988aadf9a1fd03003172f8f22fedc6a5416b3fa033e56da539b0',
    );
    expect(decrypt(key, sealed, 'v1|test').toString('utf8')).toBe('佐藤 花子');
  });

  test('100 000 nonces are all different', () => {
    const seen = new Set<string>();
    const key = newDataKey();
    for (let i = 0; i < 100_000; i += 1) {
      seen.add(encrypt(key, Buffer.alloc(0), '').toString('latin1', 0, 12));
    }
    expect(seen.size).toBe(100_000);
  }, 60_000);
});

describe('a sealed value', () => {
  test('comes back as it went in, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), (bytes) => {
        const key = newDataKey();
        expect(open(key, seal(key, bytes, place), place).equals(bytes)).toBe(true);
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const key = newDataKey();
        expect(openText(key, seal(key, text, place), place)).toBe(text);
      }),
    );
  });

  test('never opens with any one of its bytes altered', () => {
    const key = newDataKey();
    const sealed = seal(key, 'Passport 12345678', place);
    for (let at = 0; at < sealed.length; at += 1) {
      for (const mask of [0x01, 0x80, 0xff]) {
        const altered = Buffer.from(sealed);
        altered[at]! ^= mask;
        expect(() => open(key, altered, place)).toThrow(BrokenSealError);
      }
    }
  });

  test('never opens when cut or lengthened', () => {
    const key = newDataKey();
    const sealed = seal(key, 'x', place);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => open(key, sealed.subarray(0, length), place)).toThrow(BrokenSealError);
    }
    expect(() => open(key, Buffer.concat([sealed, Buffer.alloc(1)]), place)).toThrow(
      BrokenSealError,
    );
  });

  test('does not open in another row, column, table, record or under another key', () => {
    const key = newDataKey();
    const sealed = seal(key, 'Hanako', place);
    for (const part of ['table', 'column', 'rowId', 'recordId'] as const) {
      expect(() => open(key, sealed, { ...place, [part]: 'other' })).toThrow(BrokenSealError);
    }
    expect(() => open(newDataKey(), sealed, place)).toThrow(BrokenSealError);
  });

  test('of equal text looks different each time', () => {
    const key = newDataKey();
    expect(seal(key, 'same', place).equals(seal(key, 'same', place))).toBe(false);
  });

  test('has places whose parts cannot run into each other', () => {
    expect(() => seal(newDataKey(), 'x', { ...place, table: 'a|b' })).toThrow('not a name or id');
    expect(() => seal(newDataKey(), 'x', { ...place, rowId: '' })).toThrow('not a name or id');
  });
});

describe('a wrapped data key', () => {
  test('comes back for its own record and no other', () => {
    const ring = testRing();
    const key = newDataKey();
    const wrapped = wrapKey(ring, key, place.recordId);
    expect(unwrapKey(ring, wrapped, place.recordId).equals(key)).toBe(true);
    expect(wrappedUnder(wrapped)).toBe(ring.active);
    expect(() => unwrapKey(ring, wrapped, place.rowId)).toThrow(BrokenSealError);
  });

  test('does not open under another ring or with any byte altered', () => {
    const ring = testRing();
    const wrapped = wrapKey(ring, newDataKey(), place.recordId);
    expect(() => unwrapKey(testRing(), wrapped, place.recordId)).toThrow(BrokenSealError);
    for (let at = 0; at < wrapped.length; at += 1) {
      const altered = Buffer.from(wrapped);
      altered[at]! ^= 0x01;
      expect(() => unwrapKey(ring, altered, place.recordId)).toThrow(BrokenSealError);
    }
    expect(() => unwrapKey(ring, Buffer.alloc(0), place.recordId)).toThrow(BrokenSealError);
  });

  test('adds no more than its overhead', () => {
    const ring = testRing();
    expect(wrapKey(ring, newDataKey(), place.recordId).length).toBe(
      2 + ring.active.length + 32 + overheadBytes,
    );
  });
});

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
