import type { Tx } from '#server/platform/database/transaction.ts';
import { auditBody, chainStart, rowHash, type AuditBody, type Chain } from './canonical.ts';

/** First number of the advisory locks of the audit; the second is the chain's. */
const lockClass = 0x4155;
const sealerLock = 0;
const chainLocks: Record<Chain, number> = { main: 1, patient: 2 };

/** Writes a row in the caller's transaction; the sealer chains it within a second of the commit. */
export async function auditPending(tx: Tx, chain: Chain, body: AuditBody): Promise<void> {
  await tx.sql`INSERT INTO audit_pending (at, chain, body)
    VALUES (${tx.now}, ${chain}, ${JSON.stringify(auditBody(body))}::jsonb)`;
}

/**
 * Chains a row at once, in the caller's transaction: if it cannot be written, nothing may be shown.
 * The chain stays locked until the transaction ends, so this is its last statement.
 */
export async function sealNow(tx: Tx, chain: Chain, body: AuditBody): Promise<void> {
  await seal(tx, chain, [{ at: tx.now, body: auditBody(body) }]);
}

/**
 * Moves up to `limit` waiting rows into their chains and answers how many. Of several processes one
 * seals at a time; the others answer 0 at once.
 */
export async function sealPending(tx: Tx, limit: number): Promise<number> {
  const [lock] = await tx.sql<{ held: boolean }>`
    SELECT pg_try_advisory_xact_lock(${lockClass}::int, ${sealerLock}::int) AS held`;
  if (!lock?.held) return 0;
  const rows = await tx.sql<{ id: number; chain: Chain; at: Date; body: unknown }>`
    SELECT id, chain, at, body FROM audit_pending ORDER BY id LIMIT ${limit}`;
  if (rows.length === 0) return 0;
  for (const chain of Object.keys(chainLocks) as Chain[]) {
    const mine = rows.filter((row) => row.chain === chain);
    if (mine.length > 0) await seal(tx, chain, mine);
  }
  await tx.sql`DELETE FROM audit_pending WHERE id = ANY(${rows.map((row) => row.id)}::bigint[])`;
  return rows.length;
}

/** The last row of a chain; seq 0 and the chain's start where there is none yet. */
export async function chainTail(tx: Tx, chain: Chain): Promise<{ seq: number; hash: Buffer }> {
  const [tail] = await tx.sql<{ seq: number; hash: Buffer }>`
    SELECT seq, hash FROM audit WHERE chain = ${chain} ORDER BY seq DESC LIMIT 1`;
  return tail ?? { seq: 0, hash: chainStart(chain) };
}

async function seal(tx: Tx, chain: Chain, rows: { at: Date; body: unknown }[]): Promise<void> {
  // The tail is read by a statement of its own, after the lock: its snapshot must see the last link.
  await tx.sql`SELECT pg_advisory_xact_lock(${lockClass}::int, ${chainLocks[chain]}::int)`;
  const tail = await chainTail(tx, chain);
  let prev = tail.hash;
  const links = rows.map(({ at, body }, index) => {
    const seq = tail.seq + 1 + index;
    const hash = rowHash(prev, { chain, seq, at, body });
    const link = { seq, at, body: JSON.stringify(body), prev, hash };
    prev = hash;
    return link;
  });
  await tx.sql`
    INSERT INTO audit (chain, seq, at, body, prev, hash)
    SELECT ${chain}, l.seq, l.at, l.body::jsonb, l.prev, l.hash
      FROM unnest(${links.map((l) => l.seq)}::bigint[], ${links.map((l) => l.at)}::timestamptz[],
        ${links.map((l) => l.body)}::text[], ${links.map((l) => l.prev)}::bytea[],
        ${links.map((l) => l.hash)}::bytea[]) AS l(seq, at, body, prev, hash)`;
}
