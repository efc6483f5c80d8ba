/**
 * `npm run db:diff -- <name>`: writes the migration from the committed snapshot of the schema to
 * prisma/schema/*.prisma, and moves the snapshot. Review it, and add what the schema language
 * cannot say in a block `-- >>> by hand … -- <<< by hand`.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { diffSchemas } from './schema-engine.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const migrations = join(here, 'migrations');
const snapshot = join(migrations, 'schema.snapshot.prisma');

/** The schema as one text, its files in the order of their names. */
export function currentSchema() {
  return readdirSync(join(here, 'schema'))
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => readFileSync(join(here, 'schema', name), 'utf8'))
    .join('\n');
}

/** The schema that the migrations produce, as last committed. */
export const snapshotSchema = () => readFileSync(snapshot, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const name = process.argv[2] ?? '';
  if (!/^[a-z][a-z0-9_-]*$/.test(name)) {
    console.error('Give the migration a name: npm run db:diff -- add_reading_to_person');
    process.exit(1);
  }
  const script = await diffSchemas(snapshotSchema(), currentSchema()).catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
  if (script === '') {
    console.log('The schema has not changed. For a change in SQL alone, write the folder by hand.');
    writeFileSync(snapshot, currentSchema());
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
    const file = join(migrations, `${stamp}_${name.replaceAll('-', '_')}`, 'migration.sql');
    mkdirSync(dirname(file));
    writeFileSync(file, `${script}\n`);
    writeFileSync(snapshot, currentSchema());
    console.log(`Wrote ${relative(process.cwd(), file)}. Review it and run npm run db:migrate.`);
  }
}
