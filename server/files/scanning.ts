import { z } from 'zod';
import { append } from '#server/platform/channels/log.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import {
  ScannerError,
  type FileRow,
  type Files,
  type ScanState,
} from '#server/platform/files/index.ts';
import { defineQueue, enqueue, type JobContext } from '#server/platform/jobs/index.ts';

const ScanFile = z.strictObject({ fileId: z.uuid() });

/** Asks the scanner again about a file that it gave no verdict on: five times, over a quarter of an hour. */
export const scanQueue = defineQueue('files.scan', {
  data: ScanFile,
  retries: 5,
  retryDelaySeconds: 15,
});

/** Has a file scanned later, once this transaction is committed. */
export async function scanLater(tx: Tx, fileId: string): Promise<void> {
  await enqueue(tx, scanQueue, { fileId });
}

/** One try. After the last one without a verdict the file waits for the secretariat. */
export async function scanOnce(
  database: Database,
  files: Files,
  { fileId }: z.output<typeof ScanFile>,
  { attempt }: Pick<JobContext, 'attempt'>,
): Promise<void> {
  const file = await transaction(database, {}, (tx) => pendingFile(tx, fileId), { readOnly: true });
  if (!file) return;
  let verdict: ScanState;
  try {
    verdict = await files.scan(file);
  } catch (error) {
    if (!(error instanceof ScannerError) || attempt < scanQueue.retries) throw error;
    verdict = 'error';
  }
  await transaction(database, {}, (tx) => settle(tx, fileId, verdict));
}

async function pendingFile(tx: Tx, fileId: string): Promise<FileRow | undefined> {
  const [file] = await tx.sql<FileRow>`
    SELECT id, storage_key AS "storageKey", wrapped_key AS "wrappedKey"
      FROM file WHERE id = ${fileId} AND scan = 'pending' AND deleted_at IS NULL`;
  return file;
}

/** Writes the verdict, and tells the open pages of the thread or library that shows the file. */
async function settle(tx: Tx, fileId: string, verdict: ScanState): Promise<void> {
  const [file] = await tx.sql<{ ownerKind: string; ownerId: string; postId: string | null }>`
    UPDATE file SET scan = ${verdict} WHERE id = ${fileId} AND scan = 'pending'
    RETURNING owner_kind AS "ownerKind", owner_id AS "ownerId", post_id AS "postId"`;
  if (file?.ownerKind === 'project') {
    await append(tx, { kind: 'project', id: file.ownerId }, 'project.changed', {});
  }
  if (file?.ownerKind === 'referral') {
    await append(tx, { kind: 'case', id: file.ownerId }, 'case.papers', {});
  }
  if (file?.ownerKind !== 'thread' || !file.postId) return;
  const channel = { kind: 'thread', id: file.ownerId } as const;
  await append(tx, channel, 'post.filesChecked', { postId: file.postId });
}
