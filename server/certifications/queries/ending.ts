import { z } from 'zod';
import { anywhere, visible } from '#server/platform/access/access.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { certification, NEWEST } from '../access.ts';
import { REMINDER_DAYS } from '../plain.ts';
import { daysUntil } from '../rules.ts';

type Line = {
  id: string;
  slug: string;
  name: Record<string, string>;
  kind: string;
  number: string | null;
  validTo: string;
};

/** So long after its end something that nobody renewed is still listed. */
const AFTER_DAYS = 365;

/** The newest certification of each kind and organisation that has ended, or ends within ninety days. */
export const ending = query('certifications.ending', {
  summary:
    'The certifications of all organisations in good standing that have lapsed within a year or end within ninety days, the earliest end first',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'certification.write',
  async run({ actor, tx }) {
    const today = dayInJapan(tx.now);
    const lines = await tx.sql<Line>`
      SELECT z.id, o.slug, o.name, z.kind, z.number, z.valid_to AS "validTo"
        FROM certification z JOIN organisation o ON o.id = z.org_id AND o.override IS NULL
       WHERE ${visible(actor, 'certification.write', certification)} AND ${NEWEST}
         AND z.valid_to BETWEEN ${today}::date - ${AFTER_DAYS}::int AND ${today}::date + ${REMINDER_DAYS[0]}::int
       ORDER BY z.valid_to, o.slug, z.kind LIMIT 500`;
    return {
      today,
      lines: lines.map((one) => ({ ...one, daysLeft: daysUntil(one.validTo, today) })),
    };
  },
});
