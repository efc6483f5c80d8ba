import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { invalid, tooLarge } from '#server/platform/errors.ts';
import { agrees, hasControls, headBytes, mediaType, sniff, type MediaKind } from './media-type.ts';

export type Expected = {
  /** Null of what the forum made itself. */
  name: string | null;
  /** The media type the sender declares; empty if none. */
  declared: string;
  allowed: readonly MediaKind[];
  /** What is left of a quota; less than the type's own limit wins. */
  bytesLeft?: number;
};

export type Inspection = { kind: MediaKind; mediaType: string; byteSize: number; sha256: Buffer };

/**
 * Lets a file through while it looks at it: what it is, by its content, whether name and declaration
 * agree, how large it is, and its hash. A fault ends the stream with the error to answer.
 */
export function inspect(expected: Expected): { stream: Transform; result: () => Inspection } {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let head: Buffer = Buffer.alloc(0);
  let kind: MediaKind | undefined;
  let byteSize = 0;

  function take(chunk: Buffer): void {
    byteSize += chunk.length;
    hash.update(chunk);
    const isNew = kind === undefined;
    if (isNew) head = Buffer.concat([head, chunk]);
    if (isNew && head.length >= headBytes) kind = decide(head, expected);
    if (kind) checkSize(kind);
    else if (expected.bytesLeft !== undefined && byteSize > expected.bytesLeft)
      throw tooLarge('FILE_QUOTA');
    if (kind === 'text') checkText(isNew ? head : chunk);
  }

  function end(): void {
    if (byteSize === 0) throw invalid('FILE_EMPTY');
    if (kind === undefined) {
      kind = decide(head, expected);
      checkSize(kind);
      if (kind === 'text') checkText(head);
    }
    if (kind === 'text') checkText();
  }

  function checkSize(of: MediaKind): void {
    if (byteSize > mediaType(of).maxBytes) throw tooLarge('FILE_TOO_LARGE');
    if (expected.bytesLeft !== undefined && byteSize > expected.bytesLeft)
      throw tooLarge('FILE_QUOTA');
  }

  function checkText(bytes?: Buffer): void {
    let text: string;
    try {
      text = bytes ? utf8.decode(bytes, { stream: true }) : utf8.decode();
    } catch {
      throw invalid('FILE_TYPE_REFUSED');
    }
    if (hasControls(text)) throw invalid('FILE_TYPE_REFUSED');
  }

  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      attempt(
        () => take(chunk),
        (error) => (error ? done(error) : done(null, chunk)),
      );
    },
    flush(done) {
      attempt(end, done);
    },
  });
  return {
    stream,
    result: () => ({
      kind: kind!,
      mediaType: mediaType(kind!).type,
      byteSize,
      sha256: hash.digest(),
    }),
  };
}

function decide(head: Buffer, { name, declared, allowed }: Expected): MediaKind {
  const kind = sniff(head);
  if (!kind || !allowed.includes(kind)) throw invalid('FILE_TYPE_REFUSED');
  if (name !== null && !agrees(kind, name, declared)) throw invalid('FILE_TYPE_MISMATCH');
  return kind;
}

function attempt(run: () => void, done: (error?: Error) => void): void {
  try {
    run();
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
}
