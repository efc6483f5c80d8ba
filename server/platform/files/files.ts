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
import { isPicture, kindOfType } from './media-type.ts';
import { fileName } from './name.ts';
import { ScannerError, type Scanner } from './scanner.ts';
import type { FileStore, Quarantined } from './store.ts';
import type { Workbench } from './workbench.ts';
import type { Facts } from './workbench/task.ts';

/**
 * How a file stands with the virus scanner. Handed out are `clean` ones and, where the forum runs
 * without a scanner, `unscanned` ones.
 */
export const SCAN_STATES = ['pending', 'clean', 'unscanned', 'infected', 'error'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** What a use case writes into its `file` row. */
export type StoredFile = Omit<Inspection, 'kind'> &
  Facts & {
    id: string;
    name: string;
    storageKey: string;
    wrappedKey: Buffer;
    scan: Extract<ScanState, 'pending' | 'clean' | 'unscanned'>;
  };

/** Columns of a `file` row that opening it needs. */
export type FileRow = { id: string; storageKey: string; wrappedKey: Uint8Array };

/** A picture of a page, sealed like the file it was drawn from. */
export type StoredPicture = FileRow & { byteSize: number; width: number; height: number };

export type Files = {
  /** Whether files are scanned for viruses here. */
  scans: boolean;
  /**
   * Takes a file in: into quarantine, encrypted while it streams; through the look at its structure,
   * from which pictures come out anew; past the scanner; into the vault. The caller was authorised
   * before; the row that makes the file exist is written after, in a use case. Refusals are `AppError`s.
   */
  put: (source: Readable, expected: Expected & { name: string }) => Promise<StoredFile>;
  /** The file's own bytes. Nothing leaves that was not authenticated; a fault ends the stream. */
  open: (row: FileRow) => Promise<Readable>;
  /** Asks the scanner about a file that is here. Throws `ScannerError` where it has no verdict. */
  scan: (row: FileRow) => Promise<'clean' | 'unscanned' | 'infected'>;
  /** Draws a page into a square of `box` pixels and keeps the picture. */
  draw: (
    row: FileRow & { mediaType: string },
    view: { page: number; box: number },
  ) => Promise<StoredPicture>;
  remove: (storageKey: string) => Promise<void>;
};

export type FilesOptions = {
  store: FileStore;
  ring: KeyRing;
  workbench: Workbench;
  /** Null: files are not scanned, and the forum says so. */
  scanner: Scanner | null;
};

type Sealed = { id: string; dataKey: Buffer; held: Quarantined };

export function createFiles({ store, ring, workbench, scanner }: FilesOptions): Files {
  /** Seals a stream into quarantine, under an id and a key of its own. */
  async function receive(source: Readable, inspection?: NodeJS.ReadWriteStream): Promise<Sealed> {
    const id = newOpaqueId();
    const dataKey = newDataKey();
    const sealing = encryptFile(dataKey, id);
    // Both are waited for: after a refusal the store still has its draft to remove.
    const [flowed, received] = await Promise.allSettled([
      inspection ? pipeline(source, inspection, sealing) : pipeline(source, sealing),
      store.receive(sealing),
    ]);
    if (flowed.status === 'fulfilled' && received.status === 'fulfilled') {
      return { id, dataKey, held: received.value };
    }
    if (received.status === 'fulfilled') await received.value.discard();
    throw refusalOf(
      [flowed, received].map((end) => (end.status === 'rejected' ? end.reason : null)),
    );
  }

  async function plain({ id, dataKey, held }: Sealed): Promise<Readable> {
    return join(await held.read(), decryptFile(dataKey, id), () => undefined);
  }

  /** The look at the structure. Of a picture, its new form; of all else, what came. */
  async function examine(came: Sealed, facts: Inspection): Promise<Examined> {
    const { kind, ...given } = facts;
    // Of text every byte was looked at as it came.
    if (kind === 'text') return { ...given, width: null, height: null, pages: null, sealed: came };
    if (!isPicture(kind)) {
      const looked = await workbench.perform({ act: 'examine', kind }, () => plain(came), drain);
      return { ...given, ...looked.facts, sealed: came };
    }
    const again = inspect({ name: null, declared: '', allowed: [kind] });
    let made: Sealed | undefined;
    try {
      const looked = await workbench.perform(
        { act: 'examine', kind },
        () => plain(came),
        async (out) => {
          // Refused, nothing comes out; why, the verdict says.
          made = await receive(out, again.stream).catch(unlessEmpty);
        },
      );
      const { kind: _, ...anew } = again.result();
      return { ...anew, ...looked.facts, sealed: made! };
    } catch (error) {
      await made?.held.discard();
      throw error;
    }
  }

  async function verdictOn(
    bytes: () => Promise<Readable>,
  ): Promise<'clean' | 'unscanned' | 'infected'> {
    if (!scanner) return 'unscanned';
    return (await scanner.scan(await bytes())).infected ? 'infected' : 'clean';
  }

  async function open({ id, storageKey, wrappedKey }: FileRow): Promise<Readable> {
    const dataKey = unwrapKey(ring, wrappedKey, id);
    const sealed = await store.read(storageKey);
    if (!sealed) throw unavailable('FILE_MISSING');
    // The reader of the last stream is told of every fault; the callback only has to exist.
    return join(sealed, decryptFile(dataKey, id), () => undefined);
  }

  return {
    scans: scanner !== null,
    open,

    async put(source, given) {
      const name = fileName(given.name);
      const inspection = inspect({ ...given, name });
      const came = await receive(source, inspection.stream);
      let examined: Examined | undefined;
      try {
        examined = await examine(came, inspection.result());
        // Of what came, not of what was made of it. Without a verdict it is asked again later.
        const scan = await verdictOn(() => plain(came)).catch(pendingIfUnanswered);
        if (scan === 'infected') throw invalid('FILE_INFECTED');
        const { sealed, ...facts } = examined;
        const storageKey = await sealed.held.admit();
        const wrappedKey = wrapKey(ring, sealed.dataKey, sealed.id);
        return { id: sealed.id, name, storageKey, wrappedKey, scan, ...facts };
      } finally {
        await came.held.discard();
        await examined?.sealed.held.discard();
      }
    },

    scan: (row) => verdictOn(() => open(row)),

    async draw(row, { page, box }) {
      const kind = kindOfType(row.mediaType);
      if (!kind || kind === 'text') throw invalid('FILE_NO_PICTURE');
      let drawn: Sealed | undefined;
      let byteSize = 0;
      try {
        const { facts } = await workbench.perform(
          { act: 'picture', kind, page, box },
          () => open(row),
          async (out) => {
            out.on('data', (chunk: Buffer) => (byteSize += chunk.length));
            drawn = await receive(out);
          },
        );
        const { id, dataKey, held } = drawn!;
        const storageKey = await held.admit();
        const wrappedKey = wrapKey(ring, dataKey, id);
        return { id, storageKey, wrappedKey, byteSize, width: facts.width!, height: facts.height! };
      } finally {
        await drawn?.held.discard();
      }
    },

    remove: (storageKey) => store.remove(storageKey),
  };
}

type Examined = Omit<Inspection, 'kind'> & Facts & { sealed: Sealed };

async function drain(out: Readable): Promise<void> {
  for await (const _ of out);
}

function pendingIfUnanswered(error: unknown): 'pending' {
  if (error instanceof ScannerError) return 'pending';
  throw error;
}

function unlessEmpty(error: unknown): undefined {
  if (isAppError(error) && error.code === 'FILE_EMPTY') return undefined;
  throw error;
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
