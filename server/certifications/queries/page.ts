import { certificationHolds, organisation } from '#server/membership/index.ts';
import { anywhere, can, sql, visible } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { certification } from '../access.ts';
import { daysUntil, lapsesOn } from '../rules.ts';
import { CertificationsOf } from '../schemas.ts';

type Labels = Record<string, string>;
type Line = {
  id: string;
  kind: string;
  number: string | null;
  validFrom: string;
  validTo: string | null;
  evidence: string | null;
  verifiedOn: string | null;
  verifiedBy: string | null;
  verifierLang: string | null;
  version: number;
};

/** The certifications of an organisation with what they rest on, for its own people and the secretariat. */
export const page = query('certifications.page', {
  summary:
    'The certifications of an organisation: validity, evidence, who verified them, and what has lapsed',
  input: CertificationsOf,
  subject: anywhere,
  gate: 'certification.view',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<{ id: string; slug: string; kind: string; name: Labels }>(sql`
      SELECT o.id, o.slug, o.kind, o.short_name AS name FROM organisation o
       WHERE o.slug = ${input.slug} AND ${visible(actor, 'certification.view', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const today = dayInJapan(tx.now);
    const lines = await tx.sql<Line>`
      SELECT z.id, z.kind, z.number, z.valid_from AS "validFrom", z.valid_to AS "validTo", z.evidence,
             z.verified_on AS "verifiedOn", p.name_lang AS "verifierLang", z.version,
             trim(p.family_name || ' ' || p.given_name) AS "verifiedBy"
        FROM certification z LEFT JOIN person p ON p.id = z.verified_by
       WHERE z.org_id = ${found.id} AND ${visible(actor, 'certification.view', certification)}
       ORDER BY z.kind, z.valid_from DESC`;
    return {
      organisation: found,
      today,
      certifications: lines.map((one) => ({
        ...one,
        holds: certificationHolds(one, today),
        daysLeft: one.validTo === null ? null : daysUntil(one.validTo, today),
      })),
      lapses: lapsesOn(lines, today),
      writes: can(actor, 'certification.write', organisation, { ...found, listed: true }),
    };
  },
});
