import { Readable } from 'node:stream';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import type { DocumentKind, Printer } from '#server/platform/documents/index.ts';
import type { Files, StoredFile } from '#server/platform/files/index.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { openOrder, printQueue } from './ordering.ts';

export type PrintGround = { database: Database; files: Files; keyRing: KeyRing; printer: Printer };

type Ordered = {
  number: string;
  kind: DocumentKind;
  lang: Lang;
  createdAt: Date;
  sealed: Buffer;
  wrappedKey: Buffer;
};

/**
 * Prints an ordered paper: opens its data, prints in a thread, stores the PDF sealed, and in one
 * transaction makes the file exist and forgets the data. A repeat after a crash finds its own state:
 * what is ready stays as it is. The last failed try says so on the record.
 */
export async function printDocument(
  ground: PrintGround,
  documentId: string,
  attempt: number,
): Promise<void> {
  const order = await take(ground.database, documentId);
  if (!order) return;
  try {
    const data = openOrder(ground.keyRing, documentId, order.wrappedKey, order.sealed);
    const { kind, lang, number, createdAt } = order;
    const { bytes, missing } = await ground.printer.print({
      kind,
      lang,
      number,
      data: data as never,
      issuedOn: dayInJapan(createdAt),
      at: createdAt,
    });
    const file = await ground.files.put(Readable.from([Buffer.from(bytes)]), {
      // The number alone: a file's name travels where its content must not.
      name: `${number}.pdf`,
      declared: 'application/pdf',
      allowed: ['pdf'],
    });
    const kept = await keep(ground.database, documentId, file, missing);
    if (!kept) await ground.files.remove(file.storageKey);
  } catch (error) {
    if (attempt >= printQueue.retries) await giveUp(ground.database, documentId);
    throw error;
  }
}

async function take(database: Database, documentId: string): Promise<Ordered | null> {
  return transaction(database, {}, async (tx) => {
    const [order] = await tx.sql<Ordered>`
      UPDATE document SET state = 'making'
       WHERE id = ${documentId} AND state IN ('queued', 'making') AND sealed IS NOT NULL
      RETURNING number, kind, lang, created_at AS "createdAt", sealed, wrapped_key AS "wrappedKey"`;
    return order ?? null;
  });
}

async function keep(database: Database, documentId: string, file: StoredFile, missing: number) {
  return transaction(database, {}, async (tx) => {
    const [done] = await tx.sql<{ createdBy: string; orgId: string }>`
      UPDATE document SET state = 'ready', done_at = ${tx.now}, file_id = ${file.id},
             unprintable = ${missing}, sealed = NULL, wrapped_key = NULL
       WHERE id = ${documentId} AND state = 'making'
      RETURNING created_by AS "createdBy", org_id AS "orgId"`;
    if (!done) return false;
    await tx.sql`
      INSERT INTO file (id, owner_kind, owner_id, name, media_type, byte_size, sha256, storage_key,
                        wrapped_key, scan, uploaded_by, org_id, created_at)
      VALUES (${file.id}, 'document', ${documentId}, ${file.name}, ${file.mediaType}, ${file.byteSize},
              ${file.sha256}, ${file.storageKey}, ${file.wrappedKey}, 'clean', ${done.createdBy},
              ${done.orgId}, ${tx.now})`;
    return true;
  });
}

async function giveUp(database: Database, documentId: string): Promise<void> {
  await transaction(
    database,
    {},
    (tx) => tx.sql`
      UPDATE document SET state = 'failed', done_at = ${tx.now}, sealed = NULL, wrapped_key = NULL
       WHERE id = ${documentId} AND state <> 'ready'`,
  );
}
