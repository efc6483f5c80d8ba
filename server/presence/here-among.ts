import { sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { AUTHOR_JSON, ORG_JSON, type AuthorView, type OrgView } from '#server/discussions/index.ts';
import { presenceOf } from './reading.ts';
import { HERE_S } from './steps.ts';

/** Somebody who is here now, with the organisation by which they take part. */
export type HereNow = { person: AuthorView; org: OrgView | null };

/** Named on a page; the others are a number. */
const NAMED = 8;

type Circle = { orgIds: string[]; personIds: string[] | null; people: string[] | null };

/** Who of those who take part in a space or a thread is here now. */
export async function hereAmong(
  tx: Tx,
  actor: Actor,
  row: Circle,
): Promise<{ here: HereNow[]; more: number }> {
  const here = sql`here.at > ${tx.now}::timestamptz - make_interval(secs => ${HERE_S})`;
  const takesPart = row.people
    ? sql`p.id = ANY (${row.people}::uuid[])`
    : sql`EXISTS (SELECT 1 FROM membership taking WHERE taking.person_id = p.id
        AND taking.ended_at IS NULL AND taking.org_id = ANY (${row.orgIds}::uuid[]))
        AND (${row.personIds}::uuid[] IS NULL OR p.id = ANY (${row.personIds}::uuid[]))`;
  const found = await presenceOf(tx, actor, sql`${here} AND ${takesPart}`);
  if (found.length === 0) return { here: [], more: 0 };
  const ids = found.map(({ id }) => id);
  const named = await tx.sql<HereNow>`
    SELECT ${AUTHOR_JSON} AS person, best.org FROM person a
      LEFT JOIN LATERAL (
        SELECT ${ORG_JSON} AS org FROM membership m
          JOIN organisation o ON o.id = m.org_id AND o.override IS NULL
         WHERE m.person_id = a.id AND m.ended_at IS NULL
         ORDER BY (m.org_id = ANY (${row.orgIds}::uuid[])) DESC, m.started_at, m.id LIMIT 1) best ON true
     WHERE a.id = ANY (${ids}::uuid[])
     ORDER BY coalesce(a.family_reading, a.latin_name, a.family_name) COLLATE "ja-x-icu", a.id
     LIMIT ${NAMED}`;
  return { here: named, more: found.length - named.length };
}
