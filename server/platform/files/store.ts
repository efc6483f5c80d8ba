import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Where sealed bytes lie: a local folder, or anything that can keep objects under a key. It never
 * sees what a file holds.
 */
export type FileStore = {
  /** Keeps the whole stream under a key of its own, or nothing of it. */
  write: (bytes: AsyncIterable<Buffer>) => Promise<string>;
  /** The bytes of a key; null if there are none. */
  read: (key: string) => Promise<Readable | null>;
  remove: (key: string) => Promise<void>;
  /** Every key with the time it was written. */
  list: () => AsyncIterable<{ key: string; at: Date }>;
  /** Removes what was begun before this time and never finished; answers how many. */
  removeUnfinished: (before: Date) => Promise<number>;
};

const keyForm = /^[0-9a-f]{2}\/[0-9a-f]{32}$/;

/** Files under `vault/<2>/<random>`; what is still arriving is in `incoming/`. Nobody else may read them. */
export function localFileStore(folder: string): FileStore {
  const incoming = join(folder, 'incoming');
  const vault = join(folder, 'vault');

  function pathOf(key: string): string {
    if (!keyForm.test(key)) throw new Error('not a key of the file store');
    return join(vault, key);
  }

  return {
    async write(bytes) {
      const name = randomBytes(16).toString('hex');
      const key = `${name.slice(0, 2)}/${name}`;
      const draft = join(incoming, name);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      try {
        await pipeline(bytes, createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
        await mkdir(join(vault, name.slice(0, 2)), { recursive: true, mode: 0o700 });
        await rename(draft, pathOf(key));
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
      return key;
    },

    async read(key) {
      const file = await open(pathOf(key), 'r').catch(nullIfMissing);
      return file && createReadStream('', { fd: file, highWaterMark: 64 * 1024 });
    },

    remove: (key) => rm(pathOf(key), { force: true }),

    async *list() {
      for (const shelf of await names(vault)) {
        for (const name of await names(join(vault, shelf))) {
          const { mtime } = await stat(join(vault, shelf, name));
          yield { key: `${shelf}/${name}`, at: mtime };
        }
      }
    },

    async removeUnfinished(before) {
      let removed = 0;
      for (const name of await names(incoming)) {
        const entry = await stat(join(incoming, name)).catch(nullIfMissing);
        if (!entry || entry.mtime >= before) continue;
        await rm(join(incoming, name), { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(nullIfMissing)) ?? [];
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
