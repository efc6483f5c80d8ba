import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { resourcesOf, takenOf, type Resource, type Span } from '#server/booking/index.ts';

export type Needs = {
  orgId: string | null;
  department: string;
  interpreter: string | null;
  /** What else of the hospital's is taken: people, rooms, vehicles. */
  also: readonly string[];
};

/** The department of the hospital and what else of its own, and every interpreter of the language whom it may ask. */
export function wanted({ orgId, department, interpreter, also }: Needs): Sql {
  return sql`((s.kind = 'department' AND s.org_id = ${orgId}::uuid AND s.code = ${department})
    OR (${alsoOf(orgId)} AND s.id = ANY (${[...also]}::uuid[]))
    OR (${interpretersFor(orgId)} AND s.code = ${interpreter}))`;
}

/** What of a hospital's can be taken beside a department. */
export function alsoOf(orgId: string | null): Sql {
  return sql`(s.kind IN ('person', 'room', 'vehicle') AND s.org_id = ${orgId}::uuid)`;
}

/** Interpreters of the hospital's own, and those of the secretariat, who work for every hospital. */
function interpretersFor(orgId: string | null): Sql {
  return sql`(s.kind = 'interpreter' AND (s.org_id = ${orgId}::uuid
    OR s.org_id IN (SELECT o.id FROM organisation o WHERE o.kind = 'secretariat')))`;
}

/** The languages that an interpreter can be had for. */
export async function interpreterLanguages(tx: Tx, orgId: string | null): Promise<string[]> {
  const found = await resourcesOf(tx, interpretersFor(orgId));
  return [...new Set(found.flatMap(({ code }) => (code ? [code] : [])))].sort();
}

export function split(resources: readonly Resource[]) {
  return {
    department: resources.find(({ kind }) => kind === 'department') ?? null,
    interpreters: resources.filter(({ kind }) => kind === 'interpreter'),
    also: resources.filter(({ kind }) => kind !== 'department' && kind !== 'interpreter'),
  };
}

/**
 * The interpreter who is free for a span, the way there and back included; where none is, the one
 * who is free again first, so that the refusal says until when to wait.
 */
export async function freeInterpreter(
  tx: Tx,
  interpreters: readonly Resource[],
  span: Span,
): Promise<Resource> {
  const ids = interpreters.map(({ id }) => id);
  const around = (each: Resource): Span => ({
    from: span.from - each.beforeMinutes * 60_000,
    until: span.until + each.afterMinutes * 60_000,
  });
  const all = interpreters.map(around);
  const taken = await takenOf(tx, ids, {
    from: Math.min(...all.map(({ from }) => from)),
    until: Math.max(...all.map(({ until }) => until)),
  });
  const busyUntil = (each: Resource) => {
    const own = around(each);
    const meets = taken
      .get(each.id)!
      .filter(({ from, until }) => from < own.until && until > own.from);
    return Math.max(0, ...meets.map(({ until }) => until));
  };
  return interpreters.reduce((best, each) => (busyUntil(each) < busyUntil(best) ? each : best));
}
