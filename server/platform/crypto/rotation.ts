import { join, raw, sql } from '#server/platform/access/access.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { unwrapKey, wrapKey } from './envelope.ts';
import type { KeyRing } from './key-ring.ts';

type Wrapped = { table: string; column: string; id: string };

/**
 * Every column that holds something wrapped with the key ring, and the id that it is bound to. A test
 * keeps the list whole.
 */
export const WRAPPED: readonly Wrapped[] = [
  { table: 'referral', column: 'wrapped_key', id: 'id' },
  { table: 'file', column: 'wrapped_key', id: 'id' },
  { table: 'file_picture', column: 'wrapped_key', id: 'id' },
  { table: 'credential', column: 'totp_secret', id: 'person_id' },
];

/** What an erased record has left of its key. */
const notEmpty = (column: string) => raw(`${column} IS NOT NULL AND length(${column}) > 2`);
/** The name of the wrapping key: version, length of the name, name, sealed key. */
const kidIn = (column: string) =>
  raw(`convert_from(substring(${column} FROM 3 FOR get_byte(${column}, 1)), 'UTF8')`);

export type KeyCount = { kid: string; table: string; rows: number };

/** How many rows of each table are wrapped under each key. */
export async function keyCounts(tx: Tx): Promise<KeyCount[]> {
  const parts = WRAPPED.map(
    ({
      table,
      column,
    }) => sql`SELECT ${kidIn(column)} AS kid, ${table}::text AS table, count(*)::int AS rows
      FROM ${raw(table)} WHERE ${notEmpty(column)} GROUP BY 1`,
  );
  const { rows } = await tx.query<KeyCount>(
    sql`${join(parts, ' UNION ALL ')} ORDER BY kid, "table"`,
  );
  return rows;
}

export type Rewrapped = {
  rows: number;
  /** Rows whose key does not open: they stay as they are, for people to look at. */
  broken: { table: string; id: string }[];
};

const BATCH = 500;
const NIL = '00000000-0000-0000-0000-000000000000';

/**
 * Wraps every data key anew under the active key: 500 rows a transaction, without locking anybody
 * out. What was not reached is found by the next run, so it may be cut off at any moment; a row that
 * somebody writes meanwhile is left to them, and looked at again in the next pass.
 */
export async function rewrapAll(
  database: Database,
  ring: KeyRing,
  progress: (rows: number) => void = () => undefined,
): Promise<Rewrapped> {
  const done: Rewrapped = { rows: 0, broken: [] };
  for (const place of WRAPPED) {
    for (let left = true; left;) {
      left = false;
      for (let after: string | null = NIL; after !== null;) {
        const batch = await transaction(database, {}, (tx) => rewrapBatch(tx, ring, place, after!));
        after = batch.last;
        left ||= batch.missed > 0;
        done.rows += batch.rows;
        for (const id of batch.broken) {
          if (!done.broken.some((each) => each.table === place.table && each.id === id)) {
            done.broken.push({ table: place.table, id });
          }
        }
        if (batch.rows > 0) progress(done.rows);
      }
    }
  }
  return done;
}

async function rewrapBatch(
  tx: Tx,
  ring: KeyRing,
  { table, column, id }: Wrapped,
  after: string,
): Promise<{ rows: number; missed: number; broken: string[]; last: string | null }> {
  const { rows: old } = await tx.query<{ id: string; wrapped: Buffer }>(sql`
    SELECT ${raw(id)} AS id, ${raw(column)} AS wrapped FROM ${raw(table)}
     WHERE ${raw(id)} > ${after}::uuid AND ${notEmpty(column)} AND ${kidIn(column)} <> ${ring.active}
     ORDER BY ${raw(id)} LIMIT ${BATCH}`);
  if (old.length === 0) return { rows: 0, missed: 0, broken: [], last: null };
  const broken: string[] = [];
  const fresh = old.flatMap((row) => {
    try {
      const wrapped = wrapKey(ring, unwrapKey(ring, row.wrapped, row.id), row.id);
      return [{ id: row.id, old: row.wrapped, wrapped }];
    } catch {
      broken.push(row.id);
      return [];
    }
  });
  const { count } = await tx.query(sql`
    UPDATE ${raw(table)} t SET ${raw(column)} = n.wrapped
      FROM unnest(${fresh.map((row) => row.id)}::uuid[], ${fresh.map((row) => row.old)}::bytea[],
                  ${fresh.map((row) => row.wrapped)}::bytea[]) AS n(id, old, wrapped)
     WHERE t.${raw(id)} = n.id AND t.${raw(column)} = n.old`);
  return {
    rows: count,
    missed: fresh.length - count,
    broken,
    last: old.length < BATCH ? null : old.at(-1)!.id,
  };
}
