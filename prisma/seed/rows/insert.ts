import type pg from 'pg';

export type Row = Readonly<Record<string, unknown>>;
/** Rows by table, in the order in which they may be inserted. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/**
 * Inserts all rows of all tables, one statement a table. The rows travel as one JSON value, which
 * PostgreSQL takes apart by the table's own column types; every row of a table has the same columns.
 */
export async function insertAll(client: pg.ClientBase, rows: Rows): Promise<void> {
  for (const [table, all] of Object.entries(rows)) {
    const first = all[0];
    if (!first) continue;
    const columns = Object.keys(first).join(', ');
    await client.query(
      `INSERT INTO ${table} (${columns})
       SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(all)],
    );
  }
}

/** A value of a `bytea` column, as it travels in JSON. */
export function bytes(value: Uint8Array | null): string | null {
  return value && `\\x${Buffer.from(value).toString('hex')}`;
}
