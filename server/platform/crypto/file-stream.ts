import { Transform, type TransformCallback } from 'node:stream';
import { BrokenSealError, decrypt, encrypt, overheadBytes } from './gcm.ts';

export const segmentBytes = 64 * 1024;
const sealedSegmentBytes = segmentBytes + overheadBytes;

/**
 * Encrypts a file while it streams. Each segment of 64 KiB is authenticated with the file's id, its
 * index and whether it is the last, so a file cut short, reordered or spliced does not open.
 */
export function encryptFile(dataKey: Uint8Array, fileId: string): Transform {
  return segmentStream(segmentBytes, (segment, index, last) =>
    encrypt(dataKey, segment, aad(fileId, index, last)),
  );
}

/** The way back. A segment leaves only after it was authenticated; a fault ends the stream. */
export function decryptFile(dataKey: Uint8Array, fileId: string): Transform {
  return segmentStream(sealedSegmentBytes, (segment, index, last) => {
    if (segment.length < overheadBytes) throw new BrokenSealError('file is cut short');
    return decrypt(dataKey, segment, aad(fileId, index, last));
  });
}

/** How many bytes a file of this size takes in the store. */
export function sealedFileBytes(plainBytes: number): number {
  return plainBytes + Math.max(1, Math.ceil(plainBytes / segmentBytes)) * overheadBytes;
}

type Convert = (segment: Buffer, index: number, last: boolean) => Buffer;

/** Cuts a stream into segments. A full one waits for the next byte, for only then is it not the last. */
function segmentStream(size: number, convert: Convert): Transform {
  let chunks: Buffer[] = [];
  let held = 0;
  let index = 0;

  function* fullSegments(): Generator<Buffer> {
    if (held <= size) return;
    let rest = Buffer.concat(chunks, held);
    for (; rest.length > size; rest = rest.subarray(size)) {
      yield convert(rest.subarray(0, size), index++, false);
    }
    chunks = [rest];
    held = rest.length;
  }

  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      chunks.push(chunk);
      held += chunk.length;
      attempt(done, () => {
        for (const segment of fullSegments()) this.push(segment);
      });
    },
    flush(done: TransformCallback) {
      attempt(done, () => this.push(convert(Buffer.concat(chunks, held), index, true)));
    },
  });
}

function attempt(done: TransformCallback, run: () => void): void {
  try {
    run();
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
}

function aad(fileId: string, index: number, last: boolean): string {
  return `v1|file|${fileId}|${index}|${last ? 'last' : 'more'}`;
}
