import { sign, type KeyObject } from 'node:crypto';
import { raw, sql } from '#server/platform/access/access.ts';
import { canonical } from '#server/platform/audit/canonical.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import type { FileStore } from '#server/platform/files/index.ts';

export type Proof = {
  code: string;
  at: string;
  /** Tables that still speak of the case, with how many rows. */
  rows: Record<string, number>;
  /** What should not be there any more; empty where the patient is erased. */
  leftovers: string[];
};

/**
 * What may be left of an erased case: that it was, when it moved, who agreed to what, who was given
 * access and who looked. None of it says who the patient was.
 */
const MAY_STAY = new Set([
  'referral',
  'referral_event',
  'referral_look',
  'consent',
  'disclosure_grant',
  'offer',
  'appointment',
  'booking',
  'break_glass',
  'case_opening',
  'case_request',
  'case_export',
  'document',
  'file',
  'notification',
  'outbox_mail',
  'channel',
  'channel_event',
  'audit',
  'audit_pending',
  'idempotency_key',
]);

/**
 * Looks through every table for what speaks of a case, by its id, its code and the ids of its papers,
 * and through the store for its files. Every table there is: one that a later version adds is found
 * here before anybody has thought of it.
 */
export async function proveErased(tx: Tx, store: FileStore, code: string): Promise<Proof> {
  const [row] = await tx.sql<{ id: string; state: string }>`
    SELECT id, state FROM referral WHERE code = ${code}`;
  if (!row) throw notFound();
  const { rows: own } = await tx.query<{ id: string; storageKey: string | null }>(sql`
    SELECT d.id, NULL AS "storageKey" FROM document d WHERE d.owner_kind = 'referral' AND d.owner_id = ${row.id}::uuid
    UNION ALL
    SELECT f.id, f.storage_key FROM file f WHERE (f.owner_kind = 'referral' AND f.owner_id = ${row.id}::uuid)
       OR (f.owner_kind = 'document' AND f.owner_id IN (SELECT d.id FROM document d
             WHERE d.owner_kind = 'referral' AND d.owner_id = ${row.id}::uuid))`);
  const words = [row.id, code, ...own.map(({ id }) => id)];
  const leftovers: string[] = row.state === 'erased' ? [] : [`the case is ${row.state}`];
  const rows: Record<string, number> = {};
  for (const { name, bytea } of await tablesOf(tx)) {
    const sealed =
      bytea.map((column) => `coalesce(length(t.${column}), 0) > 0`).join(' OR ') || 'false';
    const { rows: found } = await tx.query<{ rows: number; sealed: number }>(sql`
      SELECT count(*)::int AS rows, count(*) FILTER (WHERE ${raw(sealed)})::int AS sealed
        FROM ${raw(name)} t WHERE to_jsonb(t)::text LIKE ANY (${words.map((word) => `%${word}%`)})`);
    const { rows: count, sealed: keys } = found[0]!;
    if (count === 0) continue;
    rows[name] = count;
    if (!MAY_STAY.has(name)) leftovers.push(`${count} rows of ${name}`);
    if (keys > 0 && !name.startsWith('audit'))
      leftovers.push(`sealed values in ${keys} rows of ${name}`);
  }
  for (const { storageKey } of own) {
    const bytes = storageKey ? await store.read(storageKey) : null;
    if (!bytes) continue;
    bytes.destroy();
    leftovers.push(`a file in the store, ${storageKey}`);
  }
  return { code, at: tx.now.toISOString(), rows, leftovers };
}

/** The proof as a line that anybody can check with the forum's public key. */
export function signedProof(proof: Proof, key: KeyObject): string {
  const facts = { ...proof, leftovers: proof.leftovers.length };
  const text = canonical(facts);
  const signature = sign(null, Buffer.from(`mej-forum erasure\n${text}`, 'utf8'), key);
  return `${text} ${signature.toString('base64')}`;
}

/** Hashes and idempotency bodies are no values of the patient; everything else in bytes counts. */
const NO_VALUES = new Set(['prev', 'hash', 'body_hash', 'link_hash', 'bundle_hash']);

async function tablesOf(tx: Tx): Promise<{ name: string; bytea: string[] }[]> {
  const tables = await tx.sql<{ name: string; bytea: string[] }>`
    SELECT quote_ident(t.table_name) AS name, coalesce((SELECT json_agg(quote_ident(c.column_name))
             FROM information_schema.columns c WHERE c.table_schema = 'public'
              AND c.table_name = t.table_name AND c.data_type = 'bytea'), '[]') AS bytea
      FROM information_schema.tables t
     WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1`;
  return tables.map(({ name, bytea }) => ({
    name,
    bytea: bytea.filter((column) => !NO_VALUES.has(column)),
  }));
}
