import { z } from 'zod';
import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { capabilityLine } from '../access.ts';
import type { Labels } from '../history.ts';
import type { LineKind } from '../plain.ts';
import { UNCHECKED } from '../reviewing.ts';
import { labelsOf } from '../vocabulary.ts';

type Line = {
  id: string;
  slug: string;
  name: Labels;
  kind: LineKind;
  code: string;
  labels: Labels | null;
  evidence: Labels | null;
  /** What stood when the secretariat last looked; null where it is new since. */
  before: Labels | null;
  reviewedOn: string | null;
  version: number;
};

/** The lines that organisations have changed and the secretariat has not looked at, the oldest first. */
export const toCheck = query('profiles.toCheck', {
  summary:
    'The capability lines of all organisations that were changed since the secretariat last checked them, with what stood before',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'profile.check',
  async run({ actor, tx }) {
    const { rows } = await tx.query<Line>(sql`
      SELECT c.id, o.slug, o.short_name AS name, c.kind, c.code, ${labelsOf(sql`c.kind`, sql`c.code`)} AS labels, c.evidence, c.reviewed_on AS "reviewedOn", c.version,
             (SELECT h.before -> 'evidence' FROM profile_change h
               WHERE h.org_id = c.org_id AND h.record_id = c.id AND h.act IN ('added', 'changed')
                 AND NOT EXISTS (SELECT 1 FROM profile_change k JOIN organisation y ON y.id = k.by_org_id
                   WHERE k.org_id = h.org_id AND k.record_id = h.record_id AND k.id >= h.id
                     AND (k.act = 'checked' OR y.kind = 'secretariat'))
               ORDER BY h.id LIMIT 1) AS before
        FROM capability c JOIN organisation o ON o.id = c.org_id
       WHERE ${UNCHECKED} AND ${visible(actor, 'profile.check', capabilityLine)}
       ORDER BY c.reviewed_on NULLS FIRST, o.slug, c.kind, c.code LIMIT 500`);
    return { lines: rows };
  },
});
