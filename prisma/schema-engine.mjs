/**
 * Prisma's schema engine as WebAssembly: no binary to download, and no database. It compares
 * schema texts; it cannot look into a database.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Column types in the protocol of Prisma's driver adapters. */
const INT32 = 0;
const BOOLEAN = 5;
const TEXT = 7;

/** One per process: the package keeps its memory in module variables. */
let engine;

/** The SQL that turns a database of the one schema into one of the other; empty when equal. */
export async function diffSchemas(from, to) {
  engine ??= open();
  const target = (content) =>
    content === ''
      ? { tag: 'empty' }
      : { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }], configDir: '.' };
  const { stdout } = await (
    await engine
  ).diff({
    from: target(from),
    to: target(to),
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const script = (stdout ?? '').trim();
  return script === '-- This is an empty migration.' ? '' : script;
}

async function open() {
  const bindings = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const require = createRequire(import.meta.url);
  const file = require
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const module = await WebAssembly.compile(readFileSync(file));
  const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const ok = (value) => Promise.resolve({ ok: true, value });
  const refuse = () => Promise.reject(new Error('comparing schemas asks no database'));
  // The engine greets a database before it compares: it asks for the schema and the version.
  const greeting = {
    columnNames: ['exists', 'version', 'numeric_version'],
    columnTypes: [BOOLEAN, TEXT, INT32],
    rows: [[true, 'PostgreSQL 15.0', 150000]],
  };
  const connection = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    queryRaw: () => ok(greeting),
    executeRaw: refuse,
    executeScript: refuse,
    startTransaction: refuse,
    getConnectionInfo: () => ({ ok: true, value: { supportsRelationJoins: true } }),
    dispose: () => ok(undefined),
  };
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => ok(connection),
    connectToShadowDb: refuse,
  });
}
