import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, transaction, type Database } from '#server/platform/database/transaction.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { testRing } from '#tests/fixtures/key-ring.ts';
import { asOwner } from '#tests/fixtures/cluster.ts';
import {
  bytesLeft,
  createFiles,
  createWorkbench,
  localFileStore,
  sweepFiles,
  type StoredFile,
} from './index.ts';

const owner = {
  ownerKind: 'referral',
  ownerId: '7d0f2b7e-1111-4c58-9a3b-0d2f5a6f7a01',
  orgId: '7d0f2b7e-2222-4c58-9a3b-0d2f5a6f7a02',
};
const quota = { filesPerOwner: 3, bytesPerOwner: 1_000, bytesPerDay: 1_500 };
const ring = testRing();
let fresh: FreshDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  database = openDatabase(fresh.appUrl, { max: 4, statementTimeoutMs: 5_000 });
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
  await rm(folder, { recursive: true });
});
beforeEach(() =>
  asOwner(fresh.ownerUrl, async (sql) => void (await sql.unsafe('TRUNCATE file CASCADE'))),
);

describe('the quota', () => {
  test('counts a record’s files and bytes and an organisation’s day', async () => {
    const left = (of = owner) => transaction(database, {}, (tx) => bytesLeft(tx, of, quota));
    expect(await left()).toBe(1_000);
    await row({ byteSize: 600 });
    expect(await left()).toBe(400);
    await row({ byteSize: 300, deletedAt: new Date() });
    expect(await left()).toBe(400);
    const elsewhere = { ...owner, ownerId: '7d0f2b7e-3333-4c58-9a3b-0d2f5a6f7a03' };
    expect(await left(elsewhere)).toBe(600);
    await row({ byteSize: 10 });
    await row({ byteSize: 10 });
    await expect(left()).rejects.toMatchObject({ code: 'FILE_QUOTA' });
  });

  test('of a case is each organisation’s own: the one side cannot shut out the other', async () => {
    const other = { ...owner, orgId: '7d0f2b7e-4444-4c58-9a3b-0d2f5a6f7a04' };
    const left = (of: typeof owner) =>
      transaction(database, {}, (tx) => bytesLeft(tx, of, { ...quota, apart: true }));
    await row({ byteSize: 1_000 });
    await expect(left(owner)).rejects.toMatchObject({ code: 'FILE_QUOTA' });
    expect(await left(other)).toBe(1_000);
  });
});

test('the sweep removes what has no row and counts what has no bytes', async () => {
  const store = localFileStore(folder);
  const files = createFiles({ store, ring, workbench: createWorkbench(), scanner: null });
  const put = async () => {
    const text = { name: 'a.txt', declared: '', allowed: ['text'] as const };
    const stored = await files.put(Readable.from([Buffer.from('x')]), text);
    await utimes(join(folder, 'vault', stored.storageKey), 0, 0);
    return stored;
  };
  const [kept, orphan, justDeleted, longDeleted, lost] = [
    await put(),
    await put(),
    await put(),
    await put(),
    await put(),
  ];
  const young = await files.put(Readable.from([Buffer.from('x')]), {
    name: 'a.txt',
    declared: '',
    allowed: ['text'],
  });
  const longAgo = new Date(Date.now() - 8 * 86_400_000);
  await row(kept);
  await row({ ...justDeleted, deletedAt: new Date() });
  await row({ ...longDeleted, deletedAt: longAgo });
  await row({ ...lost, createdAt: longAgo });
  await files.remove(lost.storageKey);

  expect(await sweepFiles(database, store)).toEqual({
    unfinished: 0,
    withoutRow: 1,
    deleted: 1,
    withoutBytes: 1,
  });
  const left = [];
  for await (const { key } of store.list()) left.push(key);
  expect(left.sort()).toEqual(
    [kept, justDeleted, young].map(({ storageKey }) => storageKey).sort(),
  );
  expect(left).not.toContain(orphan.storageKey);
});

type RowOf = Partial<StoredFile> & { deletedAt?: Date; createdAt?: Date };

async function row(file: RowOf): Promise<void> {
  const { id = crypto.randomUUID(), byteSize = 1, storageKey = id, createdAt = new Date() } = file;
  await transaction(database, {}, async (tx) => {
    await tx.sql`INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key,
        wrapped_key, uploaded_by, org_id, created_at, deleted_at)
      VALUES (${id}, ${owner.ownerKind}, ${owner.ownerId}, 'a.txt', 'text/plain', ${byteSize}, '\\x00', ${storageKey},
        '\\x00', ${owner.orgId}, ${owner.orgId}, ${createdAt}, ${file.deletedAt ?? null})`;
  });
}
