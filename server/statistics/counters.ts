import { referral } from '#server/referrals/index.ts';
import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { countersFor, LONGEST_MONTHS, RULES, type Arrival, type Counter } from './rules.ts';

export type OrganisationCounters = {
  slug: string;
  name: Record<string, string>;
  counters: Counter[];
};

/**
 * What hospitals and guarantors have reached by the rules that are for them: the caller's own, and
 * every one for the secretariat. A patient counts from the day of arrival, once for the hospital that
 * has the case and once for the guarantor.
 */
export async function countersOf(tx: Tx, actor: Actor): Promise<OrganisationCounters[]> {
  const today = dayInJapan(tx.now);
  const whose = actor.orgKind === 'secretariat' ? sql`true` : sql`o.id = ${actor.orgId}::uuid`;
  const { rows } = await tx.query<Omit<OrganisationCounters, 'counters'> & Found>(sql`
    WITH came AS (
      SELECT r.accepted_org_id, r.facilitator_org_id,
             coalesce(min(y.arrived_on), (min(e.at) FILTER (WHERE e.type = 'arrived') AT TIME ZONE 'Asia/Tokyo')::date) AS day,
             -- A patient referred onward after arriving is one guarantee.
             EXISTS (SELECT 1 FROM referral_onward n JOIN referral_event a ON a.referral_id = n.from_id AND a.type = 'arrived'
                      WHERE n.to_id = r.id) AS again,
             bool_or(e.type = 'treatmentStarted') AS treated
        FROM referral r JOIN referral_event e ON e.referral_id = r.id AND e.type IN ('arrived', 'treatmentStarted')
        LEFT JOIN referral_stay y ON y.referral_id = r.id
       WHERE ${visible(actor, 'referral.stats', referral)} AND r.accepted_org_id IS NOT NULL
         AND e.at >= ${tx.now}::timestamptz - make_interval(months => ${LONGEST_MONTHS + 2}::int)
       GROUP BY r.id)
    SELECT o.slug, o.short_name AS name, o.kind,
           coalesce(json_agg(json_build_object('on', came.day, 'treated', came.treated))
             FILTER (WHERE came.day IS NOT NULL), '[]') AS arrivals
      FROM organisation o LEFT JOIN came
        ON o.id = CASE WHEN o.kind = 'hospital' THEN came.accepted_org_id
                       WHEN NOT came.again THEN came.facilitator_org_id END
     WHERE o.kind = ANY (${[...new Set(Object.values(RULES))]}) AND o.override IS NULL AND ${whose}
     GROUP BY o.id ORDER BY o.kind DESC, o.slug`);
  return rows.map(({ slug, name, kind, arrivals }) => ({
    slug,
    name,
    counters: countersFor(kind, arrivals, today),
  }));
}

type Found = { kind: string; arrivals: Arrival[] };
