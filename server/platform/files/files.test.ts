import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { segmentBytes } from '#server/platform/crypto/file-stream.ts';
import { testRing } from '#tests/fixtures/key-ring.ts';
import { createFiles, type Files } from './files.ts';
import { caseDocuments } from './media-type.ts';
import { localFileStore, type FileStore } from './store.ts';
import type { Workbench } from './workbench.ts';

const mebibyte = 1024 * 1024;
const letter = { name: '紹介状.pdf', declared: 'application/pdf', allowed: caseDocuments };
/** What is tried here is how bytes flow and lie; what they must be, corpus.test.ts tries. */
const LETTING_ALL_THROUGH: Workbench = {
  async perform(_task, source, take) {
    const facts = { width: null, height: null, pages: null };
    return { facts, taken: await take(await source()) };
  },
};
let folder: string;
let store: FileStore;
let files: Files;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  store = localFileStore(folder);
  files = createFiles({ store, ring: testRing(), workbench: LETTING_ALL_THROUGH, scanner: null });
});
afterEach(() => rm(folder, { recursive: true }));

describe('a file', () => {
  test.each([20, 1_023, 1_024, 65_536, 65_537, 300_000])(
    'of %i bytes comes back as it went in',
    async (size) => {
      const bytes = pdf(size);
      const stored = await files.put(Readable.from(cut(bytes, 1_000)), letter);
      expect(stored).toMatchObject({
        name: '紹介状.pdf',
        mediaType: 'application/pdf',
        byteSize: size,
      });
      expect(stored.sha256).toEqual(createHash('sha256').update(bytes).digest());
      expect((await buffer(await files.open(stored))).equals(bytes)).toBe(true);
    },
  );

  test('lies in the folder unreadable and for its owner only', async () => {
    const { storageKey } = await files.put(Readable.from([Buffer.from('患者 佐藤花子')]), {
      name: 'note.txt',
      declared: 'text/plain',
      allowed: caseDocuments,
    });
    const path = join(folder, 'vault', storageKey);
    expect((await readFile(path)).includes('佐藤')).toBe(false);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'vault'))).mode & 0o777).toBe(0o700);
  });

  test('altered, cut short or exchanged on the disk gives an error and no wrong byte', async () => {
    const stored = await files.put(Readable.from([pdf(200_000)]), letter);
    const other = await files.put(Readable.from([pdf(200_000)]), letter);
    const path = join(folder, 'vault', stored.storageKey);
    const sealed = await readFile(path);
    for (const broken of [
      Buffer.concat([
        sealed.subarray(0, 100_000),
        Buffer.from([sealed[100_000]! ^ 1]),
        sealed.subarray(100_001),
      ]),
      sealed.subarray(0, 65_564),
      Buffer.alloc(0),
      await readFile(join(folder, 'vault', other.storageKey)),
    ]) {
      await writeFile(path, broken);
      await expect(buffer(await files.open(stored))).rejects.toThrow(/does not open|cut short/);
    }
    await expect(files.open({ ...stored, id: other.id })).rejects.toThrow('does not open');
  });

  test('that is gone is said to be gone', async () => {
    const stored = await files.put(Readable.from([pdf(100)]), letter);
    await files.remove(stored.storageKey);
    await expect(files.open(stored)).rejects.toMatchObject({
      code: 'FILE_MISSING',
      kind: 'unavailable',
    });
    await expect(files.open({ ...stored, storageKey: '../../keyring.json' })).rejects.toThrow(
      'not a key',
    );
  });
});

describe('an upload is refused', () => {
  test.each([
    ['that is empty', Buffer.alloc(0), letter, 'FILE_EMPTY'],
    [
      'of another type than its name',
      Buffer.from('%PDF-1.7'),
      { ...letter, name: 'a.png' },
      'FILE_TYPE_MISMATCH',
    ],
    [
      'declared as something else',
      Buffer.from('%PDF-1.7'),
      { ...letter, declared: 'text/html' },
      'FILE_TYPE_MISMATCH',
    ],
    [
      'that is HTML',
      Buffer.from('<html>'),
      { ...letter, name: 'a.txt', declared: 'text/plain' },
      'FILE_TYPE_REFUSED',
    ],
    [
      'of a type that this place does not take',
      Buffer.from('GIF89a'),
      { ...letter, name: 'a.gif', declared: 'image/gif' },
      'FILE_TYPE_REFUSED',
    ],
    [
      'of text that is not UTF-8 further on',
      Buffer.concat([Buffer.alloc(5_000, 'a'), Buffer.from([0x93, 0xfa])]),
      { ...letter, name: 'a.txt', declared: '' },
      'FILE_TYPE_REFUSED',
    ],
    [
      'of text that ends inside a character',
      Buffer.concat([Buffer.alloc(5_000, 'a'), Buffer.from([0xe6, 0x97])]),
      { ...letter, name: 'a.txt', declared: '' },
      'FILE_TYPE_REFUSED',
    ],
    [
      'of text with a zero byte further on',
      Buffer.concat([Buffer.alloc(5_000, 'a'), Buffer.from([0])]),
      { ...letter, name: 'a.txt', declared: '' },
      'FILE_TYPE_REFUSED',
    ],
    ['larger than its type may be', pdf(25 * mebibyte + 1), letter, 'FILE_TOO_LARGE'],
    [
      'larger than what is left of the quota',
      pdf(5_000),
      { ...letter, bytesLeft: 4_999 },
      'FILE_QUOTA',
    ],
    [
      'too large before it is known what it is',
      pdf(500),
      { ...letter, bytesLeft: 100 },
      'FILE_QUOTA',
    ],
  ])('%s', async (_name, bytes, expected, code) => {
    await expect(files.put(Readable.from(cut(bytes, 700)), expected)).rejects.toMatchObject({
      code,
    });
    expect(await everything()).toEqual([]);
  });

  test('whose sender goes away', async () => {
    const source = new Readable({ read() {} });
    source.push(pdf(100_000));
    setTimeout(() => source.destroy(), 30);
    await expect(files.put(source, letter)).rejects.toMatchObject({ code: 'UPLOAD_CUT_OFF' });
    expect(await everything()).toEqual([]);
  });

  test('is still possible with exactly what is left', async () => {
    await expect(
      files.put(Readable.from([pdf(5_000)]), { ...letter, bytesLeft: 5_000 }),
    ).resolves.toBeTruthy();
  });
});

test('25 MiB never wait in memory: the sender and the disk set the pace', async () => {
  const size = 25 * mebibyte;
  const chunk = randomBytes(segmentBytes);
  let [produced, kept, given, ahead] = [0, 0, 0, 0];
  const measured: FileStore = {
    ...store,
    receive: (bytes) =>
      store.receive(
        (async function* () {
          for await (const part of bytes) {
            await setImmediate();
            kept += part.length;
            yield part;
          }
        })(),
      ),
    async read(key) {
      const sealed = await store.read(key);
      return sealed!.on('data', (part: Buffer) => (given += part.length)).pause();
    },
  };
  const slow = createFiles({
    store: measured,
    ring: testRing(),
    workbench: LETTING_ALL_THROUGH,
    scanner: null,
  });
  const source = Readable.from(
    (function* () {
      yield Buffer.from('%PDF-1.7\n');
      for (produced = 9; produced < size; produced += chunk.length) {
        ahead = Math.max(ahead, produced - kept);
        yield chunk.subarray(0, Math.min(chunk.length, size - produced));
      }
    })(),
  );
  const stored = await slow.put(source, letter);
  expect(stored.byteSize).toBe(size);
  expect(ahead / mebibyte).toBeLessThan(3);

  let taken = 0;
  ahead = 0;
  for await (const part of await slow.open(stored)) {
    taken += (part as Buffer).length;
    ahead = Math.max(ahead, given - taken);
    await setImmediate();
  }
  expect(taken).toBe(size);
  expect(ahead / mebibyte).toBeLessThan(3);
}, 20_000);

test('uploads that never finished are removed after a while', async () => {
  const source = new Readable({ read() {} });
  source.push(pdf(200_000));
  const uploading = files.put(source, letter).catch(() => undefined);
  await expect.poll(async () => (await readdir(join(folder, 'quarantine'))).length).toBe(1);
  expect(await store.removeUnfinished(new Date(Date.now() - 3_600_000))).toBe(0);
  const [name] = await readdir(join(folder, 'quarantine'));
  await utimes(join(folder, 'quarantine', name!), 0, 0);
  expect(await store.removeUnfinished(new Date(Date.now() - 3_600_000))).toBe(1);
  source.destroy();
  await uploading;
});

function pdf(size: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(Math.max(0, size - 9))]).subarray(
    0,
    size,
  );
}

function* cut(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function everything(): Promise<string[]> {
  const kept = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  return kept.map(({ name }) => name);
}
