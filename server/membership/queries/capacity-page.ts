import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { organisation } from '../access.ts';
import { CAPACITY_DAYS, capacityOn } from '../capacity.ts';
import type { Capacity } from '../plain.ts';
import { OrganisationBySlug } from '../schemas.ts';

const CHANGES = 30;
type Labels = Record<string, string>;

type Department = {
  specialty: string;
  name: Labels;
  capacity: Capacity;
  capacityUntil: string | null;
  capacityReviewedOn: string | null;
  version: number;
};
type Change = {
  specialty: string;
  name: Labels;
  capacity: Capacity;
  until: string | null;
  at: Date;
  by: string;
  byLang: string;
};

/** What the departments of an organisation take on, as its own people tend it, with who last said what. */
export const capacityPage = query('membership.capacityPage', {
  summary: 'What an organisation’s departments take on now, with the last changes',
  input: OrganisationBySlug,
  subject: anywhere,
  gate: 'org.capacity',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<{ id: string; slug: string; name: Labels }>(sql`
      SELECT o.id, o.slug, o.short_name AS name FROM organisation o
       WHERE o.slug = ${input.slug} AND ${visible(actor, 'org.capacity', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const today = dayInJapan(tx.now);
    const departments = await tx.sql<Department>`
      SELECT specialty, name, capacity, capacity_until AS "capacityUntil",
             capacity_reviewed_on AS "capacityReviewedOn", version
        FROM department WHERE org_id = ${found.id} AND closed_at IS NULL ORDER BY yearly_cases DESC NULLS LAST, specialty`;
    const changes = await tx.sql<Change>`
      SELECT d.specialty, d.name, c.capacity, c.until, c.at, p.name_lang AS "byLang",
             trim(p.family_name || ' ' || p.given_name) AS by
        FROM capacity_change c JOIN department d ON d.id = c.department_id JOIN person p ON p.id = c.by_id
       WHERE d.org_id = ${found.id} ORDER BY c.at DESC, c.id DESC LIMIT ${CHANGES}`;
    return {
      organisation: found,
      today,
      days: CAPACITY_DAYS,
      departments: departments.map((one) => ({ ...one, now: capacityOn(one, today) })),
      changes: changes.map((one) => ({ ...one, at: one.at.toISOString() })),
    };
  },
});
