import { Zip, ZipDeflate } from 'fflate';
import { localOf } from './times.ts';

const UNIX = 3;
/** Of a file that its owner may write: rw-r--r--, in the upper half. */
const RIGHTS = 0o100644 * 0x10000;

/** What a file consists of: all at once, or piece by piece. */
type Content = Uint8Array | AsyncIterable<Uint8Array>;
/** A file of an archive; it is made when those before it have been taken. */
export type ZipEntry = { name: string; make: () => Content | Promise<Content> };

/**
 * A ZIP as a stream, one file at a time: whoever stops reading stops the making. Names outside ASCII are
 * marked as UTF-8, and all files are deflated, which every program can read from a stream.
 */
export async function* zipped(
  entries: readonly ZipEntry[],
  at: Date,
): AsyncGenerator<Uint8Array, void> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  const taken = () => {
    const pieces = ready;
    ready = [];
    return pieces;
  };
  for (const { name, make } of entries) {
    const content = await make();
    const file = new ZipDeflate(name);
    // An archive has the time of a wall clock and no zone: Japan's, wherever the server stands.
    file.mtime = new Date(localOf(at, 'Asia/Tokyo'));
    // Programs of Unix believe the mark of UTF-8 only from their own kind, which states rights too.
    file.os = UNIX;
    file.attrs = RIGHTS;
    zip.add(file);
    for await (const piece of content instanceof Uint8Array ? [content] : content) {
      file.push(piece);
      yield* taken();
    }
    file.push(new Uint8Array(), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
