import { resolve } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { checkDatabase } from '#server/platform/database/check.ts';
import { readMigrations } from '#server/platform/database/migrate.ts';
import { freshDatabase, type FreshDatabase } from '#tests/fixtures/database.ts';
import { currentSchema, snapshotSchema } from '../../prisma/diff.mjs';
import { diffSchemas } from '../../prisma/schema-engine.mjs';

const BY_HAND = /^-- >>> by hand.*?^-- <<< by hand/gms;
/** Columns that a block by hand speaks of and a later migration has dropped: table, column, type. */
const GONE = [
  ['document', 'sealed', 'bytea'],
  ['document', 'wrapped_key', 'bytea'],
] as const;
const databases: FreshDatabase[] = [];

afterAll(async () => {
  for (const each of databases) await each.drop();
});

test('the snapshot is the schema that the migrations lead to', async () => {
  expect(await diffSchemas(snapshotSchema(), currentSchema())).toBe('');
});

test('the migrations, one by one, build what the schema says at once', async () => {
  const migrated = await freshDatabase();
  const atOnce = await freshDatabase({ empty: true });
  databases.push(migrated, atOnce);
  await checkDatabase(atOnce.ownerUrl);
  const blocks = readMigrations(resolve('prisma/migrations'))
    .flatMap((migration) => migration.script.match(BY_HAND) ?? [])
    // On an empty database nobody waits, and all of it runs as one.
    .map((block) => block.replaceAll(' CONCURRENTLY', ''));
  await asOwner(atOnce, async (sql) => {
    const statements = [
      await diffSchemas('', currentSchema()),
      ...GONE.map(([table, column, type]) => `ALTER TABLE ${table} ADD ${column} ${type};`),
      ...blocks,
      ...GONE.map(([table, column]) => `ALTER TABLE ${table} DROP ${column};`),
    ];
    await sql.unsafe(statements.join('\n')).simple();
  });

  expect(blocks.length).toBeGreaterThan(0);
  expect(await asOwner(migrated, catalogue)).toEqual(await asOwner(atOnce, catalogue));
});

test('a function that runs as its owner finds its names in pg_catalog alone, and not everybody may call it', async () => {
  const migrated = await freshDatabase();
  databases.push(migrated);
  const functions = await asOwner(
    migrated,
    (sql) => sql`
      SELECT p.proname AS name, p.proconfig AS settings,
             coalesce(p.proacl IS NULL OR EXISTS (
               SELECT FROM aclexplode(p.proacl) a WHERE a.grantee = 0), false) AS "isPublic",
             p.proowner = (SELECT relowner FROM pg_class WHERE oid = 'report_text'::regclass) AS "isOwners"
        FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace`,
  );
  expect(functions).toEqual([
    {
      name: 'expire_report_texts',
      settings: ['search_path=pg_catalog, pg_temp'],
      isPublic: false,
      isOwners: true,
    },
  ]);
});

async function asOwner<T>(database: FreshDatabase, ask: (sql: postgres.Sql) => Promise<T>) {
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

/** Everything in the schema that a statement could have made, as sorted lines. */
async function catalogue(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql<{ line: string }[]>`
    WITH ours AS (
      SELECT c.oid, relname, relkind, relrowsecurity, relforcerowsecurity, reloptions, relacl FROM pg_class c
       WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE '\\_prisma%'
    )
    SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
           || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || ' ' || a.attgenerated::text AS line
      FROM ours c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'p', 'v')
    UNION ALL
    SELECT 'constraint ' || c.relname || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid)
      FROM ours c JOIN pg_constraint k ON k.conrelid = c.oid
    UNION ALL
    SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM ours c JOIN pg_index i ON i.indrelid = c.oid
    UNION ALL
    SELECT 'trigger ' || pg_get_triggerdef(t.oid)
      FROM ours c JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal
    UNION ALL
    SELECT 'policy ' || c.relname || ' ' || p.polname || ' ' || p.polcmd::text || ' '
           || coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' '
           || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
      FROM ours c JOIN pg_policy p ON p.polrelid = c.oid
    UNION ALL
    SELECT 'table ' || c.relname || ' ' || c.relkind::text || ' security '
           || c.relrowsecurity || ' forced ' || c.relforcerowsecurity || ' options '
           || coalesce(c.reloptions::text, '') || ' rights '
           || coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(c.relacl) a), '')
      FROM ours c WHERE c.relkind IN ('r', 'p', 'v', 'S')
    UNION ALL
    SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')
       AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.objid = p.oid AND e.deptype = 'e')`;
  return rows.map((row) => row.line).sort();
}
