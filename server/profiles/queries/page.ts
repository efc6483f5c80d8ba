import { capacityOn, organisation } from '#server/membership/index.ts';
import { anywhere, can, sql, visible } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import type { Labels } from '../history.ts';
import { kindsOf, REVIEW_ASKED_DAYS, REVIEW_DAYS, type LineKind } from '../plain.ts';
import { ProfileOf } from '../schemas.ts';
import { labelsOf } from '../vocabulary.ts';

type Department = {
  id: string;
  specialty: string;
  name: Labels;
  yearlyCases: number | null;
  capacity: string;
  capacityUntil: string | null;
  capacityReviewedOn: string | null;
  closedAt: Date | null;
  version: number;
};
type Line = {
  id: string;
  kind: LineKind;
  code: string;
  /** What it is about, where a vocabulary says so. */
  labels: Labels | null;
  evidence: Labels | null;
  reviewedOn: string | null;
  /** Asks its organisation whether it is still so. */
  due: boolean;
  checkedOn: string | null;
  checkedBy: string | null;
  checkerLang: string | null;
  version: number;
};

/** What an organisation says that it can do, as its own people and the secretariat tend it. */
export const page = query('profiles.page', {
  summary:
    'The departments and capability lines of an organisation, each with when it was last confirmed and checked',
  input: ProfileOf,
  subject: anywhere,
  gate: 'profile.view',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<{ id: string; slug: string; kind: string; name: Labels }>(sql`
      SELECT o.id, o.slug, o.kind, o.short_name AS name FROM organisation o
       WHERE o.slug = ${input.slug} AND ${visible(actor, 'profile.view', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const today = dayInJapan(tx.now);
    const departments = await departmentsOf(tx, found.id);
    const row = { ...found, listed: true };
    return {
      organisation: found,
      kinds: kindsOf(found.kind),
      departments: departments.map(({ closedAt, ...one }) => ({
        ...one,
        now: capacityOn(one, today),
        closedAt: closedAt?.toISOString() ?? null,
      })),
      lines: await linesOf(tx, found.id, today),
      writes: can(actor, 'profile.write', organisation, row),
      checks: can(actor, 'profile.check', organisation, row),
    };
  },
});

function departmentsOf(tx: Tx, orgId: string) {
  return tx.sql<Department>`
    SELECT id, specialty, name, yearly_cases AS "yearlyCases", capacity, capacity_until AS "capacityUntil",
           capacity_reviewed_on AS "capacityReviewedOn", closed_at AS "closedAt", version
      FROM department WHERE org_id = ${orgId}
     ORDER BY closed_at NULLS FIRST, yearly_cases DESC NULLS LAST, specialty`;
}

async function linesOf(tx: Tx, orgId: string, today: string) {
  const { rows } = await tx.query<Line>(sql`
    SELECT c.id, c.kind, c.code, ${labelsOf(sql`c.kind`, sql`c.code`)} AS labels, c.evidence, c.reviewed_on AS "reviewedOn", c.checked_on AS "checkedOn", c.version,
           coalesce(c.reviewed_on + ${REVIEW_DAYS - REVIEW_ASKED_DAYS}::int, ${today}::date) <= ${today}::date AS due,
           nullif(trim(p.family_name || ' ' || p.given_name), '') AS "checkedBy", p.name_lang AS "checkerLang"
      FROM capability c LEFT JOIN person p ON p.id = c.checked_by
     WHERE c.org_id = ${orgId}::uuid AND c.kind <> 'device' ORDER BY c.kind, c.code`);
  return rows;
}
