import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Where sealed bytes lie: a local folder, or anything that can keep objects under a key. It never
 * sees what a file holds.
 */
export type FileStore = {
  /** Takes a whole stream into quarantine, or nothing of it. */
  receive: (bytes: AsyncIterable<Buffer>) => Promise<Quarantined>;
  /** The bytes of a key; null if there are none. */
  read: (key: string) => Promise<Readable | null>;
  remove: (key: string) => Promise<void>;
  /** Every key with the time it was written. */
  list: () => AsyncIterable<{ key: string; at: Date }>;
  /** Removes what came before this time and was never let in; answers how many. */
  removeUnfinished: (before: Date) => Promise<number>;
};

/** A file that is here and not yet let in. */
export type Quarantined = {
  read: () => Promise<Readable>;
  /** Lets it in under a key of its own. */
  admit: () => Promise<string>;
  /** Takes it away, unless it was let in. */
  discard: () => Promise<void>;
};

const keyForm = /^[0-9a-f]{2}\/[0-9a-f]{32}$/;

/** Files under `vault/<2>/<random>`; what was not let in yet is in `quarantine/`. Nobody else may read them. */
export function localFileStore(folder: string): FileStore {
  const quarantine = join(folder, 'quarantine');
  const vault = join(folder, 'vault');

  function pathOf(key: string): string {
    if (!keyForm.test(key)) throw new Error('not a key of the file store');
    return join(vault, key);
  }

  return {
    async receive(bytes) {
      const name = randomBytes(16).toString('hex');
      const path = join(quarantine, name);
      await mkdir(quarantine, { recursive: true, mode: 0o700 });
      try {
        await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }));
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
      return {
        read: async () => streamOf(await open(path, 'r')),
        async admit() {
          const key = `${name.slice(0, 2)}/${name}`;
          await mkdir(join(vault, name.slice(0, 2)), { recursive: true, mode: 0o700 });
          await rename(path, pathOf(key));
          return key;
        },
        discard: () => rm(path, { force: true }),
      };
    },

    async read(key) {
      const file = await open(pathOf(key), 'r').catch(nullIfMissing);
      return file && streamOf(file);
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
      for (const name of await names(quarantine)) {
        const entry = await stat(join(quarantine, name)).catch(nullIfMissing);
        if (!entry || entry.mtime >= before) continue;
        await rm(join(quarantine, name), { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}

function streamOf(file: FileHandle): Readable {
  return createReadStream('', { fd: file, highWaterMark: 64 * 1024 });
}

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(nullIfMissing)) ?? [];
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
