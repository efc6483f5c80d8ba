import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';

export type Quota = {
  /** Of one record: a thread, a library; of a case what each organisation brings to it. */
  filesPerOwner: number;
  bytesPerOwner: number;
  /** Of one organisation in 24 hours. */
  bytesPerDay: number;
  /** Each organisation has the room of the record for itself: none can take it from another. */
  apart?: true;
};

const mebibyte = 1024 * 1024;
export const caseQuota: Quota = {
  filesPerOwner: 20,
  bytesPerOwner: 300 * mebibyte,
  bytesPerDay: 1024 * mebibyte,
  apart: true,
};

export const threadQuota: Quota = {
  filesPerOwner: 1_000,
  bytesPerOwner: 5 * 1024 * mebibyte,
  bytesPerDay: 1024 * mebibyte,
};

/** Of a project's own file library. */
export const projectQuota: Quota = {
  filesPerOwner: 2_000,
  bytesPerOwner: 10 * 1024 * mebibyte,
  bytesPerDay: 1024 * mebibyte,
};

/**
 * How many bytes the next file of this owner may have, for `put`; throws when the record is full.
 * Asked again in the use case that writes the row, it also settles uploads that ran side by side.
 */
export async function bytesLeft(
  tx: Tx,
  of: { ownerKind: string; ownerId: string; orgId: string },
  quota: Quota,
): Promise<number> {
  const dayAgo = new Date(tx.now.getTime() - 86_400_000);
  const whole = !quota.apart;
  const [used] = await tx.sql<{ files: number; bytes: number; today: number }>`
    SELECT (SELECT count(*) FROM file WHERE owner_kind = ${of.ownerKind} AND owner_id = ${of.ownerId}
              AND deleted_at IS NULL AND (${whole} OR org_id = ${of.orgId})) AS files,
           (SELECT coalesce(sum(byte_size), 0)::bigint FROM file WHERE owner_kind = ${of.ownerKind}
              AND owner_id = ${of.ownerId} AND deleted_at IS NULL AND (${whole} OR org_id = ${of.orgId})) AS bytes,
           (SELECT coalesce(sum(byte_size), 0)::bigint FROM file WHERE org_id = ${of.orgId}
              AND created_at > ${dayAgo}) AS today`;
  const { files, bytes, today } = used!;
  const left = Math.min(quota.bytesPerOwner - bytes, quota.bytesPerDay - today);
  if (files >= quota.filesPerOwner || left <= 0) throw conflict('FILE_QUOTA');
  return left;
}
