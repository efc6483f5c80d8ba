import { z } from 'zod';
import type { Actor } from '#server/platform/access/actor.ts';
import { open, seal, type KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict } from '#server/platform/errors.ts';
import {
  documentSchemas,
  NUMBER_PREFIX,
  type CaseDocumentKind,
  type DocumentData,
} from '#server/platform/documents/index.ts';
import type { Lang } from '#server/platform/i18n/translate.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { defineQueue, enqueue } from '#server/platform/jobs/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { caseKeyOf } from '#server/referrals/index.ts';

/** Jobs are stored in clear, so they carry the id alone. */
export const printQueue = defineQueue('documents.print', {
  data: z.strictObject({ documentId: z.uuid() }),
  retries: 2,
});

type Order<Kind extends CaseDocumentKind> = {
  kind: Kind;
  lang: Lang;
  data: DocumentData<Kind>;
  owner: { kind: 'referral'; id: string };
  /** Whose paper it is, where that is not whoever orders it. */
  orgId?: string;
};

/**
 * Orders a paper in the caller's transaction: its number is given, its data are sealed with the case's
 * key, and a job prints it after the commit.
 * @throws conflict `STATE_CHANGED` where the patient was erased meanwhile
 */
export async function orderDocument<Kind extends CaseDocumentKind>(
  tx: Tx,
  actor: Actor,
  ring: KeyRing,
  { kind, lang, data, owner, orgId }: Order<Kind>,
): Promise<{ id: string; number: string }> {
  await standsStill(tx, owner.id);
  const id = newOpaqueId();
  const key = await caseKeyOf(tx, ring, owner.id);
  const sealed = seal(key, JSON.stringify(documentSchemas[kind].parse(data)), place(id, owner.id));
  const [{ serial } = { serial: 0 }] = await tx.sql<{ serial: number }>`
    SELECT nextval('document_number')::int AS serial`;
  const year = dayInJapan(tx.now).slice(0, 4);
  const number = `${NUMBER_PREFIX[kind]}-${year}-${String(serial).padStart(6, '0')}`;
  await tx.sql`
    INSERT INTO document (id, number, kind, lang, owner_kind, owner_id, org_id, created_by, acting_org_id, created_at)
    VALUES (${id}, ${number}, ${kind}, ${lang}, ${owner.kind}, ${owner.id}, ${orgId ?? actor.orgId},
            ${actor.personId}, ${actor.orgId}, ${tx.now})`;
  await tx.sql`
    INSERT INTO document_order (document_id, referral_id, sealed) VALUES (${id}, ${owner.id}, ${sealed})`;
  await enqueue(tx, printQueue, { documentId: id });
  return { id, number };
}

/** An erasure that is under way comes first, and one that comes later finds this paper. */
async function standsStill(tx: Tx, referralId: string): Promise<void> {
  const kept = await tx.sql`
    SELECT 1 FROM referral WHERE id = ${referralId} AND state <> 'erased' FOR SHARE`;
  if (kept.length === 0) throw conflict('STATE_CHANGED');
}

/** What a paper is printed from. */
export function openOrder(
  key: Uint8Array,
  documentId: string,
  referralId: string,
  sealed: Uint8Array,
): unknown {
  return JSON.parse(open(key, sealed, place(documentId, referralId)).toString('utf8'));
}

function place(documentId: string, referralId: string) {
  return { table: 'document_order', column: 'sealed', rowId: documentId, recordId: referralId };
}
