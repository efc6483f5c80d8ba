import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Reader } from './reading.ts';

/** Of those who take part in a thread, the organisations that a notice asks: not the secretariat. */
export function askedOf(orgIds: readonly string[]): Sql {
  return sql`SELECT id AS org_id FROM organisation
    WHERE id = ANY (${orgIds}::uuid[]) AND kind <> 'secretariat'`;
}

/** Whether somebody of an organisation has read a notice `t` from its first post. */
export function seenBy(orgId: Sql): Sql {
  return sql`EXISTS (SELECT 1 FROM membership m JOIN read_state rs
                         ON rs.person_id = m.person_id AND rs.thread_id = t.id AND rs.last_read_seq > 0
                      WHERE m.org_id = ${orgId} AND m.ended_at IS NULL)`;
}

/** Whether somebody has acknowledged a notice `t` for an organisation. */
export function acknowledgedBy(orgId: Sql): Sql {
  return sql`EXISTS (SELECT 1 FROM acknowledgement k WHERE k.thread_id = t.id AND k.org_id = ${orgId})`;
}

/** How far a notice `t` has come, as JSON; null for any other thread. */
export function noticeOf({ personId, orgId }: Reader, orgIds: readonly string[]): Sql {
  return sql`CASE WHEN t.notice_at IS NOT NULL THEN (
    SELECT json_build_object(
             'orgs', count(*)::int,
             'seen', (count(*) FILTER (WHERE ${seenBy(sql`asked.org_id`)}))::int,
             'acknowledged', (count(*) FILTER (WHERE ${acknowledgedBy(sql`asked.org_id`)}))::int,
             'asksMe', coalesce(bool_or(asked.org_id = ${orgId}::uuid), false),
             'mine', (SELECT to_char(k.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                        FROM acknowledgement k
                       WHERE k.thread_id = t.id AND k.person_id = ${personId}::uuid
                         AND k.org_id = ${orgId}::uuid))
      FROM (${askedOf(orgIds)}) asked) END`;
}

/** How far a notice has come, and where the reader stands. */
export type NoticeState = {
  orgs: number;
  seen: number;
  acknowledged: number;
  /** Whether the organisation one acts for is asked. */
  asksMe: boolean;
  /** When the reader acknowledged it for that organisation. */
  mine: string | null;
};
