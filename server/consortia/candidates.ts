import { sql, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { ORG_JSON, project, type OrgView } from '#server/discussions/index.ts';
import { organisation } from '#server/membership/index.ts';
import type { ConsortiumRow } from './access.ts';
import type { Label } from './schemas.ts';

/** One thing that speaks for an organisation, with what its profile says of it. */
export type Reason = {
  kind: 'located' | 'country' | 'field' | 'project' | 'certified';
  /** A country, an industry category, or a certification. */
  code: string;
  /** What a field is called, or a project. */
  name: Label | null;
  evidence: Label | null;
};
export type Candidate = { org: OrgView & { slug: string }; reasons: Reason[] };

const MOST = 12;

/**
 * Organisations that could take a role: of its kind, in good standing, not in this application yet; with
 * the reasons that their profile and the projects the caller may see give, the most reasons first.
 */
export async function candidatesFor(
  tx: Tx,
  actor: Actor,
  { id, project: space }: ConsortiumRow,
  roleId: string,
): Promise<Candidate[]> {
  const { rows } = await tx.query<Candidate>(
    sql`
    WITH need AS (SELECT pr.countries, pr.fields FROM project pr WHERE pr.id = ${space.id}::uuid),
    fitting AS (
      SELECT o.* FROM organisation o JOIN consortium_role ro ON ro.id = ${roleId}::uuid AND ro.kind = o.kind
       WHERE ro.consortium_id = ${id}::uuid AND o.override IS NULL
         AND ${visible(actor, 'org.viewMember', organisation)}
         AND NOT EXISTS (SELECT 1 FROM consortium_seat se WHERE se.consortium_id = ${id}::uuid
                            AND se.org_id = o.id AND se.state IN ('waiting', 'accepted'))),
    reason AS (
      SELECT o.id AS org_id, 1 AS rank, 'located' AS kind, o.country AS code, NULL::jsonb AS name, o.city AS evidence
        FROM fitting o, need WHERE o.country = ANY (need.countries)
      UNION ALL
      SELECT c.org_id, 2, 'country', c.code, NULL, c.evidence FROM capability c JOIN fitting o ON o.id = c.org_id, need
       WHERE c.kind = 'country' AND c.code = ANY (need.countries)
      UNION ALL
      SELECT c.org_id, 3, 'field', c.code, s.labels, c.evidence FROM capability c JOIN fitting o ON o.id = c.org_id
        LEFT JOIN term s ON s.vocabulary = 'industryCategories' AND s.code = c.code, need
       WHERE c.kind = 'industry' AND c.code = ANY (need.fields)
      UNION ALL
      SELECT pm.org_id, 4, 'project', pr.slug, pr.title, NULL FROM project_member pm JOIN fitting o ON o.id = pm.org_id
        JOIN project pr ON pr.id = pm.project_id, need
       WHERE pm.left_at IS NULL AND pr.ended_at IS NULL AND pr.privacy <> 'desk' AND pr.id <> ${space.id}::uuid
         AND (pr.countries && need.countries OR pr.fields && need.fields)
         AND ${visible(actor, 'project.view', project)}
      UNION ALL
      SELECT z.org_id, 5, 'certified', z.kind, NULL, NULL FROM certification z JOIN fitting o ON o.id = z.org_id
       WHERE z.valid_from <= ${tx.now}::date AND (z.valid_to IS NULL OR z.valid_to >= ${tx.now}::date))
    SELECT (${ORG_JSON}::jsonb || jsonb_build_object('slug', o.slug)) AS org,
           coalesce(json_agg(json_build_object('kind', r.kind, 'code', r.code, 'name', r.name, 'evidence', r.evidence)
             ORDER BY r.rank, r.code) FILTER (WHERE r.kind IS NOT NULL), '[]') AS reasons
      FROM fitting o LEFT JOIN reason r ON r.org_id = o.id
     GROUP BY o.id, o.slug, o.short_name, o.monogram, o.hue
     ORDER BY count(DISTINCT r.rank) FILTER (WHERE r.rank < 5) DESC, count(r.rank) DESC, o.slug LIMIT ${MOST}`,
    'consortia.candidates',
  );
  return rows;
}
