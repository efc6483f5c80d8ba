import {
  bytesLeft,
  caseQuota,
  projectQuota,
  threadQuota,
  type Quota,
  type StoredFile,
} from '#server/platform/files/index.ts';
import { conflict, forbidden, tooLarge } from '#server/platform/errors.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { takesPosts, type ProjectRow, type ThreadRow } from '#server/discussions/index.ts';
import type { FileRow } from './access.ts';
import { scanLater } from './scanning.ts';

/** How many bytes a thread still takes from the caller's organisation; throws where one more file is too much. */
export async function roomFor(
  tx: Tx,
  actor: Actor,
  thread: ThreadRow,
  byteSize: number,
): Promise<number> {
  if (!takesPosts(thread)) throw conflict('THREAD_CLOSED');
  return roomIn(tx, actor, { ownerKind: 'thread', ownerId: thread.id }, byteSize);
}

/** How many bytes a project's library still takes from the caller's organisation. */
export async function roomInLibrary(
  tx: Tx,
  actor: Actor,
  project: ProjectRow,
  byteSize: number,
): Promise<number> {
  return roomIn(tx, actor, { ownerKind: 'project', ownerId: project.id }, byteSize);
}

/** A case's papers are rows of this table too; who may have them, their own module says. */
type Owner = { ownerKind: FileRow['ownerKind'] | 'referral'; ownerId: string };
const QUOTAS: Record<Owner['ownerKind'], Quota> = {
  thread: threadQuota,
  project: projectQuota,
  referral: caseQuota,
};

/**
 * How many bytes a record still takes from the caller's organisation.
 * @throws FILE_QUOTA where one more file of `byteSize` bytes is too much
 */
export async function roomIn(
  tx: Tx,
  actor: Actor,
  owner: Owner,
  byteSize: number,
): Promise<number> {
  if (!actor.orgId) throw forbidden();
  const left = await bytesLeft(tx, { ...owner, orgId: actor.orgId }, QUOTAS[owner.ownerKind]);
  if (byteSize > left) throw tooLarge('FILE_QUOTA');
  return left;
}

/** One upload after the other, its owner before the organisation: side by side both would see the same room. */
export async function inTurn(tx: Tx, actor: Actor, ownerId: string): Promise<void> {
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${ownerId}`}, 0))`;
  await tx.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`files ${actor.orgId}`}, 0))`;
}

type Stored = Omit<StoredFile, 'sha256' | 'wrappedKey'> & {
  sha256: Uint8Array;
  wrappedKey: Uint8Array;
};

/** Writes the row that makes a stored file exist. */
export async function writeFileRow(
  tx: Tx,
  actor: Actor,
  { ownerKind, ownerId }: Owner,
  stored: Stored,
) {
  const { id, name, mediaType, byteSize, sha256, storageKey, wrappedKey, scan } = stored;
  const { width, height, pages } = stored;
  await tx.sql`
    INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key,
                      wrapped_key, scan, width, height, pages, uploaded_by, org_id, created_at)
    VALUES (${id}, ${ownerKind}, ${ownerId}, ${name}, ${mediaType}, ${byteSize}, ${Buffer.from(sha256)},
            ${storageKey}, ${Buffer.from(wrappedKey)}, ${scan}, ${width}, ${height}, ${pages},
            ${actor.personId}, ${actor.orgId}, ${tx.now})`;
  if (scan === 'pending') await scanLater(tx, id);
  return { id, name, mediaType, byteSize, scan, width, height, pages };
}
