import fc from 'fast-check';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { newDataKey } from './envelope.ts';
import { decryptFile, encryptFile, sealedFileBytes, segmentBytes } from './file-stream.ts';
import { BrokenSealError, overheadBytes } from './gcm.ts';

const key = newDataKey();
const sealedSegment = segmentBytes + overheadBytes;

describe('an encrypted file', () => {
  test.each([0, 1, segmentBytes - 1, segmentBytes, segmentBytes + 1, 3 * segmentBytes, 200_001])(
    'of %i bytes comes back whole',
    async (size) => {
      const plain = pattern(size);
      const sealed = await encrypted(plain);
      expect(sealed.length).toBe(sealedFileBytes(size));
      expect((await decrypted(sealed)).equals(plain)).toBe(true);
    },
  );

  test('comes back whole however the stream is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 3 * segmentBytes }),
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 6 }),
        async (size, cuts) => {
          const plain = pattern(size);
          const sealed = await buffer(chunked(plain, cuts).pipe(encryptFile(key, 'f1')));
          const back = await buffer(chunked(sealed, cuts).pipe(decryptFile(key, 'f1')));
          expect(back.equals(plain)).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('does not open when cut short, at a segment or inside one', async () => {
    const sealed = await encrypted(pattern(3 * segmentBytes));
    for (const length of [0, 10, sealedSegment, 2 * sealedSegment, sealed.length - 1]) {
      await expect(decrypted(sealed.subarray(0, length))).rejects.toThrow(BrokenSealError);
    }
  });

  test('does not open with segments exchanged, repeated, removed or added', async () => {
    const sealed = await encrypted(pattern(3 * segmentBytes));
    const [a, b, c] = [0, 1, 2].map((i) =>
      sealed.subarray(i * sealedSegment, (i + 1) * sealedSegment),
    );
    const faults = [[b, a, c], [a, a, c], [a, c], [b, c], [a, b, c, c], [a, c, b], [c]];
    for (const fault of faults) {
      await expect(decrypted(Buffer.concat(fault as Buffer[]))).rejects.toThrow(BrokenSealError);
    }
  });

  test('does not open as another file or under another key', async () => {
    const sealed = await encrypted(pattern(10));
    await expect(decrypted(sealed, 'f2')).rejects.toThrow(BrokenSealError);
    await expect(
      buffer(Readable.from([sealed]).pipe(decryptFile(newDataKey(), 'f1'))),
    ).rejects.toThrow(BrokenSealError);
  });

  test('gives out nothing of an altered segment', async () => {
    const sealed = await encrypted(pattern(3 * segmentBytes));
    sealed[sealedSegment + 100]! ^= 1;
    let given = 0;
    const stream = chunked(sealed, [50_000]).pipe(decryptFile(key, 'f1'));
    stream.on('data', (chunk: Buffer) => (given += chunk.length));
    await expect(new Promise((_, reject) => stream.on('error', reject))).rejects.toThrow();
    expect(given).toBe(segmentBytes);
  });
});

function encrypted(plain: Buffer): Promise<Buffer> {
  return buffer(Readable.from([plain]).pipe(encryptFile(key, 'f1')));
}

async function decrypted(sealed: Buffer, id = 'f1'): Promise<Buffer> {
  return buffer(Readable.from([sealed]).pipe(decryptFile(key, id)));
}

function chunked(bytes: Buffer, cuts: number[]): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0, i = 0; at < bytes.length; i += 1) {
        const size = cuts[i % cuts.length]!;
        yield bytes.subarray(at, at + size);
        at += size;
      }
    })(),
  );
}

function pattern(size: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff));
}
