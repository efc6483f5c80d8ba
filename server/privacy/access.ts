import { noun, raw, sql } from '#server/platform/access/access.ts';
import type { RequestKind } from './plain.ts';

/** An emergency access of an administrator to one case, as the gate sees it. */
export type EmergencyRow = {
  id: string;
  referralId: string;
  code: string;
  personId: string;
  reviewDueAt: Date;
  reviewedAt: Date | null;
  /** The organisation whose representatives review it, where the secretariat has nobody else to. */
  reviewOrgId: string | null;
};

/**
 * Who reviews an emergency access `b`: another administrator or the privacy officer; where there is
 * none, a representative of the hospital that has the case, or of its sender while none has it or the
 * hospital is barred. It is decided by who is there when somebody asks, not when the case was opened.
 */
const REVIEW_ORG = raw(`(SELECT coalesce(h.id, r.partner_org_id) FROM referral r
  LEFT JOIN organisation h ON h.id = r.accepted_org_id AND h.override IS NULL
  WHERE r.id = b.referral_id AND NOT EXISTS (
    SELECT 1 FROM membership x JOIN organisation y ON y.id = x.org_id AND y.override IS NULL
      JOIN person z ON z.id = x.person_id AND z.deactivated_at IS NULL
     WHERE x.ended_at IS NULL AND y.kind = 'secretariat' AND x.roles && ARRAY['admin', 'privacyOfficer']
       AND x.person_id <> b.person_id))`);

/** A: my organisation reviews it. Nobody reviews their own. */
export const emergency = noun<EmergencyRow>('emergency', {
  alias: 'b',
  see: 'referral.reviewBreakGlass',
  facts: (_actor, row) => ({ referralId: row.referralId, breakGlass: row.id }),
  async find(tx, id) {
    const [row] = await tx.sql<EmergencyRow>`
      SELECT b.id, b.referral_id AS "referralId", c.code, b.person_id AS "personId",
             b.review_due_at AS "reviewDueAt", b.reviewed_at AS "reviewedAt", ${REVIEW_ORG} AS "reviewOrgId"
        FROM break_glass b JOIN referral c ON c.id = b.referral_id WHERE b.id = ${id}`;
    return row ?? null;
  },
  relations: {
    A: {
      holds: (actor, row) => actor.orgId !== null && actor.orgId === row.reviewOrgId,
      rows: (actor) => sql`${REVIEW_ORG} = ${actor.orgId}::uuid`,
      people: (row) => sql`m.org_id = ${row.reviewOrgId}::uuid`,
    },
  },
  within: {
    holds: (actor, row) => actor.personId !== row.personId,
    rows: (actor) => sql`b.person_id IS DISTINCT FROM ${actor.personId}::uuid`,
    people: (row) => sql`m.person_id <> ${row.personId}::uuid`,
  },
});

export type RequestRow = {
  id: string;
  referralId: string;
  kind: RequestKind;
  askedBy: string;
};

/** What was asked for a case that a second person decides. Every administrator and the privacy officer see it. */
export const caseRequest = noun<RequestRow>('caseRequest', {
  alias: 'q',
  see: 'referral.hold',
  facts: (_actor, row) => ({ referralId: row.referralId }),
  async find(tx, id) {
    const [row] = await tx.sql<RequestRow>`
      SELECT id, referral_id AS "referralId", kind, asked_by AS "askedBy" FROM case_request WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {},
});
