import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { ORG_JSON, type OrgView } from '#server/discussions/index.ts';
import { consortium } from '../access.ts';
import type { ConsortiumState, RoleKind } from '../plain.ts';
import { Listing, type Label } from '../schemas.ts';

export type ConsortiumLine = {
  id: string;
  title: Label;
  programme: Label;
  state: ConsortiumState;
  lead: OrgView;
  countries: string[];
  targetOn: string | null;
  needed: number;
  filled: number;
  /** Roles that stand open for offers and are free. */
  open: RoleKind[];
  /** Whether the organisation one acts for leads it, takes part, waits, or none of these. */
  mine: 'lead' | 'part' | 'invited' | 'offered' | null;
};

const MOST = 200;

/** The applications one may see: those that ask something of one's organisation first. */
export const list = query('consortia.list', {
  summary: 'Applications to support programmes: led, taken part in, asked to join, or open.',
  input: Listing,
  subject: anywhere,
  gate: 'consortium.view',
  async run({ actor, tx }) {
    const { rows } = await tx.query<ConsortiumLine>(
      sql`
      SELECT cs.id, space.title, l.title AS programme, cs.state, ${ORG_JSON} AS lead, space.countries,
             to_char(cs.target_on, 'YYYY-MM-DD') AS "targetOn", roles.needed, roles.filled, roles.open,
             CASE WHEN space.lead_org_id = ${actor.orgId}::uuid THEN 'lead' ELSE (
               SELECT CASE WHEN se.state = 'accepted' THEN 'part' ELSE se.way END FROM consortium_seat se
                WHERE se.consortium_id = cs.id AND se.org_id = ${actor.orgId}::uuid
                  AND se.state IN ('waiting', 'accepted') LIMIT 1) END AS mine
        FROM consortium cs JOIN project space ON space.id = cs.project_id
        JOIN library_item l ON l.id = cs.item_id JOIN organisation o ON o.id = space.lead_org_id
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE ro.required)::int AS needed,
                count(*) FILTER (WHERE ro.required AND taken.is)::int AS filled,
                coalesce(array_agg(ro.kind ORDER BY ro.position) FILTER (WHERE ro.open AND NOT taken.is), '{}') AS open
           FROM consortium_role ro CROSS JOIN LATERAL (
             SELECT EXISTS (SELECT 1 FROM consortium_seat se
                             WHERE se.role_id = ro.id AND se.state = 'accepted') AS is) taken
          WHERE ro.consortium_id = cs.id) roles
       WHERE ${visible(actor, 'consortium.view', consortium)}
       ORDER BY cs.created_at DESC, cs.id LIMIT ${MOST}`,
      'consortia.list',
    );
    return { consortia: rows };
  },
});
