import { ORG_JSON, type OrgView } from '#server/discussions/index.ts';
import { organisation } from '#server/membership/index.ts';
import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { Leaving } from '../schemas.ts';
import { CARRIES } from '../standing.ts';

export type LeavingLine = {
  org: OrgView;
  slug: string;
  state: 'announced' | 'acknowledged';
  leavesOn: string;
  /** Its day has passed, and patients are still with it. */
  heldUp: boolean;
  cases: number;
};

/** Organisations that have said they leave, the soonest first. */
export const leaving = query('resignations.leaving', {
  summary: 'Organisations that have announced that they leave, for the secretariat.',
  input: Leaving,
  subject: anywhere,
  gate: 'org.tendMembership',
  async run({ actor, tx }) {
    const { rows } = await tx.query<LeavingLine>(sql`
      SELECT ${ORG_JSON} AS org, o.slug, rs.state, rs.leaves_on AS "leavesOn", rs.held_up_at IS NOT NULL AS "heldUp",
             (SELECT count(*)::int FROM referral r WHERE ${CARRIES}) AS cases
        FROM resignation rs JOIN organisation o ON o.id = rs.org_id
       WHERE rs.state IN ('announced', 'acknowledged') AND ${visible(actor, 'org.tendMembership', organisation)}
       ORDER BY rs.leaves_on, rs.id`);
    return { lines: rows };
  },
});
