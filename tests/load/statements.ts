import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { report } from './figures.ts';
import type { LoadedForum } from './forum.ts';

const NAME = 'SQL statements of a thread page, besides the session’s';
/** A page's transaction names its reader; the forum's own, such as mail and jobs, name nobody. */
const OF_SOMEBODY = /set_config\('forum\.person', '[0-9a-f-]{36}'/;

/** What a page says to the database, as PostgreSQL itself writes it down. */
export async function measureStatements(loaded: LoadedForum) {
  const { forum, members, readThread, ownerUrl, postgresLog } = loaded;
  const path = `/discussions/threads/${readThread}`;
  const headers = { Cookie: members[0]!.cookie };
  const visit = async () => {
    const answer = await fetch(`${forum.url}${path}`, { headers });
    await answer.arrayBuffer();
    return answer.ok;
  };
  if (!(await visit())) {
    report({ name: NAME, value: null, unit: 'statements', note: 'no such page' });
    return;
  }
  const sql = postgres(ownerUrl, { max: 1 });
  const logging = async (what: string) => {
    await sql.unsafe(`ALTER SYSTEM SET log_statement = '${what}'`);
    await sql.unsafe(`ALTER SYSTEM SET log_line_prefix = '%u|%p|'`);
    await sql`SELECT pg_reload_conf()`;
    await pause(300);
  };
  for (let i = 0; i < 20; i += 1) await visit();
  await logging('all');
  const from = readFileSync(postgresLog).length;
  await visit();
  await pause(300);
  const said = readFileSync(postgresLog).subarray(from).toString();
  await logging('none');
  await sql.end();

  const transactions = transactionsIn(said);
  report(
    {
      name: NAME,
      value: transactions.flat().length,
      unit: 'statements',
      note: `in ${transactions.length} transactions`,
    },
    { on: 'value', most: 6 },
  );
}

/** The statements of each of the forum's transactions that are a page's. */
function transactionsIn(log: string): string[][] {
  const open = new Map<string, string[]>();
  const found: string[][] = [];
  for (const line of log.split(/^(?=\w*\|\d+\|)/m)) {
    const [, process, statement] =
      /^forum_app\|(\d+)\|LOG: {2}(?:statement|execute)(.*)/s.exec(line) ?? [];
    if (!process || !statement) continue;
    if (/^: BEGIN/.test(statement)) {
      if (OF_SOMEBODY.test(statement)) open.set(process, []);
    } else if (/^: COMMIT/.test(statement)) {
      const inside = open.get(process);
      if (inside) found.push(inside);
      open.delete(process);
    } else open.get(process)?.push(statement);
  }
  return found;
}
