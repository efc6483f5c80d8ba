import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bootKeyRing, type Canaries } from './boot.ts';

const now = new Date('2026-04-01T00:00:00Z');
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-ring-'));
  path = join(folder, 'data', 'keyring.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the first start', () => {
  test('makes a ring that only its owner reads, and leaves a canary', async () => {
    const database = memory();
    const ring = await bootKeyRing(path, database, now);
    expect((await stat(path)).mode & 0o777).toBe(0o400);
    expect(database.rows.map(({ kid }) => kid)).toEqual([ring.active]);
    expect(JSON.stringify(database.rows)).not.toContain('mej-forum');
  });

  test('of two processes at once leaves one ring for both', async () => {
    const database = memory();
    const rings = await Promise.all([1, 2, 3, 4].map(() => bootKeyRing(path, database, now)));
    expect(
      new Set(rings.map((ring) => Buffer.from(ring.key(ring.active)).toString('hex'))).size,
    ).toBe(1);
  });
});

describe('a later start', () => {
  test('finds the same keys', async () => {
    const database = memory();
    const first = await bootKeyRing(path, database, now);
    const second = await bootKeyRing(path, database, now);
    expect(second.key(second.active)).toEqual(first.key(first.active));
    expect(second.indexKey).toEqual(first.indexKey);
    expect(database.rows).toHaveLength(1);
  });

  test('is refused when the file is gone but the database knows it', async () => {
    const database = memory();
    await bootKeyRing(path, database, now);
    await rm(path);
    await expect(bootKeyRing(path, database, now)).rejects.toThrow(/is missing.*Restore the file/);
    await expect(stat(path)).rejects.toThrow();
  });

  test('is refused when others may read the file', async () => {
    const database = memory();
    await bootKeyRing(path, database, now);
    await chmod(path, 0o640);
    await expect(bootKeyRing(path, database, now)).rejects.toThrow(
      /read by others \(mode 640\).*chmod 600/,
    );
  });

  test('is refused with the ring of another database', async () => {
    const database = memory();
    await bootKeyRing(path, database, now);
    const other = join(folder, 'other.json');
    await bootKeyRing(other, memory(), now);
    await expect(bootKeyRing(other, database, now)).rejects.toThrow(/is not the one this database/);
  });

  test('is refused when the ring lost a key that the database was written with', async () => {
    const database = memory();
    await bootKeyRing(path, database, now);
    await alter((ring) => {
      ring.keys = { knew: Object.values(ring.keys)[0]! };
      ring.active = 'knew';
    });
    await expect(bootKeyRing(path, database, now)).rejects.toThrow(/does not hold the key/);
  });

  test('is refused when a canary was altered', async () => {
    const database = memory();
    await bootKeyRing(path, database, now);
    database.rows[0]!.value[20]! ^= 1;
    await expect(bootKeyRing(path, database, now)).rejects.toThrow(/does not open its test value/);
  });

  test.each([
    [
      'a short key',
      /key of 16 bytes where 32/,
      (ring: Ring) => shorten(Object.values(ring.keys)[0]!),
    ],
    ['a short index key', /\(index\)/, (ring: Ring) => shorten(ring.index)],
    ['an unknown active key', /names "none" as active/, (ring: Ring) => (ring.active = 'none')],
    ['a missing part', /not complete: index/, (ring: Partial<Ring>) => delete ring.index],
    ['no signing key', /no Ed25519 signing key/, (ring: Ring) => (ring.signing.pem = 'x')],
  ])('is refused with %s', async (_name, sentence, change) => {
    const database = memory();
    await bootKeyRing(path, database, now);
    await alter(change);
    await expect(bootKeyRing(path, database, now)).rejects.toThrow(sentence);
  });

  test('is refused when the file is not JSON, without repeating its content', async () => {
    await bootKeyRing(path, memory(), now);
    await chmod(path, 0o600);
    await writeFile(path, 'secret-looking rubbish');
    const fault = await bootKeyRing(path, memory(), now).catch((error: Error) => error.message);
    expect(fault).toMatch(/is not JSON/);
    expect(fault).not.toContain('rubbish');
  });
});

type Ring = {
  active: string;
  keys: Record<string, { k: string }>;
  index: { k: string };
  signing: { pem: string };
};

async function alter(change: (ring: Ring) => unknown): Promise<void> {
  const ring = JSON.parse(await readFile(path, 'utf8')) as Ring;
  change(ring);
  await chmod(path, 0o600);
  await writeFile(path, JSON.stringify(ring));
}

function shorten(key: { k: string }): void {
  key.k = Buffer.alloc(16, 1).toString('base64');
}

function memory(): Canaries & { rows: { kid: string; value: Uint8Array }[] } {
  const rows: { kid: string; value: Uint8Array }[] = [];
  return {
    rows,
    read: async () => rows.map((row) => ({ ...row })),
    add: async (kid, value) => {
      if (!rows.some((row) => row.kid === kid)) rows.push({ kid, value: Uint8Array.from(value) });
    },
  };
}
