import { Readable } from 'node:stream';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import { transaction, type Asking, type Database } from '#server/platform/database/transaction.ts';
import type { DocumentKind, Printer } from '#server/platform/documents/index.ts';
import type { Files, StoredFile } from '#server/platform/files/index.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { caseKeyOf } from '#server/referrals/index.ts';
import { openOrder, printQueue } from './ordering.ts';

export type PrintGround = { database: Database; files: Files; keyRing: KeyRing; printer: Printer };

type Ordered = {
  number: string;
  kind: DocumentKind;
  lang: Lang;
  createdAt: Date;
  data: unknown;
};

/**
 * Prints an ordered paper: opens its data for whoever ordered it, prints in a thread, stores the PDF
 * sealed, and in one transaction makes the file exist and forgets the data. A repeat after a crash finds
 * its own state: what is ready stays as it is. The last failed try says so on the record, and so does
 * an order whose case is no longer open to who gave it.
 */
export async function printDocument(
  ground: PrintGround,
  documentId: string,
  attempt: number,
): Promise<void> {
  const by = await orderedBy(ground.database, documentId);
  if (!by) return;
  try {
    const order = await take(ground, documentId, by);
    if (!order) return await giveUp(ground.database, documentId);
    const { kind, lang, number, createdAt, data } = order;
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

/** Who ordered a paper that is to be printed, and for which organisation; null where there is none. */
async function orderedBy(database: Database, documentId: string): Promise<Asking | null> {
  return transaction(
    database,
    {},
    async (tx) => {
      const [by] = await tx.sql<{ personId: string; orgId: string | null }>`
        SELECT created_by AS "personId", acting_org_id AS "orgId" FROM document
         WHERE id = ${documentId} AND state IN ('queued', 'making')`;
      return by ?? null;
    },
    { readOnly: true },
  );
}

/** Takes an order and opens its data; null where they are out of reach of who gave it, or gone. */
async function take(
  { database, keyRing }: PrintGround,
  documentId: string,
  by: Asking,
): Promise<Ordered | null> {
  return transaction(database, by, async (tx) => {
    const [order] = await tx.sql<Omit<Ordered, 'data'> & { referralId: string; sealed: Buffer }>`
      UPDATE document d SET state = 'making' FROM document_order o
       WHERE d.id = ${documentId} AND d.state IN ('queued', 'making') AND o.document_id = d.id
      RETURNING d.number, d.kind, d.lang, d.created_at AS "createdAt", o.referral_id AS "referralId", o.sealed`;
    if (!order) return null;
    const { referralId, sealed, ...paper } = order;
    const key = await caseKeyOf(tx, keyRing, referralId);
    return { ...paper, data: openOrder(key, documentId, referralId, sealed) };
  });
}

async function keep(database: Database, documentId: string, file: StoredFile, missing: number) {
  return transaction(database, {}, async (tx) => {
    const [done] = await tx.sql<{ createdBy: string; orgId: string }>`
      UPDATE document SET state = 'ready', done_at = ${tx.now}, file_id = ${file.id}, unprintable = ${missing}
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
      UPDATE document SET state = 'failed', done_at = ${tx.now}
       WHERE id = ${documentId} AND state IN ('queued', 'making')`,
  );
}
