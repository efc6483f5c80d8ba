import { pipeline as join, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  decryptFile,
  encryptFile,
  newDataKey,
  unwrapKey,
  wrapKey,
  type KeyRing,
} from '#server/platform/crypto/index.ts';
import { invalid, isAppError, unavailable } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { inspect, type Expected, type Inspection } from './inspect.ts';
import { fileName } from './name.ts';
import type { FileStore } from './store.ts';

/** What a use case writes into its `file` row. */
export type StoredFile = Inspection & {
  id: string;
  name: string;
  storageKey: string;
  wrappedKey: Buffer;
};

/** Columns of a `file` row that opening it needs. */
export type FileRow = { id: string; storageKey: string; wrappedKey: Uint8Array };

export type Files = {
  /**
   * Takes a file in, encrypted while it streams. The caller was authorised before; the row that
   * makes the file exist is written after, in a use case. Refusals are `AppError`s.
   */
  put: (source: Readable, expected: Expected) => Promise<StoredFile>;
  /** The file's own bytes. Nothing leaves that was not authenticated; a fault ends the stream. */
  open: (row: FileRow) => Promise<Readable>;
  remove: (storageKey: string) => Promise<void>;
};

export function createFiles({ store, ring }: { store: FileStore; ring: KeyRing }): Files {
  return {
    async put(source, given) {
      const id = newOpaqueId();
      const name = fileName(given.name);
      const dataKey = newDataKey();
      const inspection = inspect({ ...given, name });
      const sealing = encryptFile(dataKey, id);
      // Both are waited for: after a refusal the store still has its draft to remove.
      const [flowed, written] = await Promise.allSettled([
        pipeline(source, inspection.stream, sealing),
        store.write(sealing),
      ]);
      if (flowed.status === 'rejected' || written.status === 'rejected') {
        if (written.status === 'fulfilled') await store.remove(written.value);
        throw refusalOf(
          [flowed, written].map((end) => (end.status === 'rejected' ? end.reason : null)),
        );
      }
      const storageKey = written.value;
      return {
        id,
        name,
        storageKey,
        wrappedKey: wrapKey(ring, dataKey, id),
        ...inspection.result(),
      };
    },

    async open({ id, storageKey, wrappedKey }) {
      const dataKey = unwrapKey(ring, wrappedKey, id);
      const sealed = await store.read(storageKey);
      if (!sealed) throw unavailable('FILE_MISSING');
      // The reader of the last stream is told of every fault; the callback only has to exist.
      return join(sealed, decryptFile(dataKey, id), () => undefined);
    },

    remove: (storageKey) => store.remove(storageKey),
  };
}

/**
 * What to answer when one end failed and took the other with it. A sender that went away, or a disk
 * that is full, is no fault of the program.
 */
function refusalOf(reasons: unknown[]): unknown {
  const refusal = reasons.find(isAppError);
  if (refusal) return refusal;
  const codes = reasons.map((reason) => (reason as { code?: string } | null)?.code);
  if (codes.includes('ENOSPC') || codes.includes('EDQUOT')) return unavailable('STORAGE_FULL');
  const fault = reasons.findIndex((reason, index) => reason && !isCutOff(codes[index]));
  return fault >= 0 ? reasons[fault] : invalid('UPLOAD_CUT_OFF');
}

function isCutOff(code: string | undefined): boolean {
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'ABORT_ERR';
}
