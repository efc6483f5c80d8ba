import { z } from 'zod';
import { sql, visible } from '#server/platform/access/access.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import { referral } from '../access.ts';
import { CaseCode, type Label } from '../schemas.ts';

export const consentForm = query('referrals.consentForm', {
  summary:
    'What the form of a consent offers beside its wording: the hospitals that can be named, the patient’s languages, the country that information goes back to, and the day it is in Japan.',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.consent',
  async run({ subject, actor, tx }) {
    const { rows: hospitals } = await tx.query<{ id: string; name: Label }>(sql`
      SELECT o.id, o.name FROM organisation o
       WHERE o.kind = 'hospital' AND o.override IS NULL AND ${visible(actor, 'org.viewPublic', organisation)}
       ORDER BY o.slug`);
    const [facts] = await tx.sql<{ languages: string[]; country: string }>`
      SELECT r.languages, p.country FROM referral r JOIN organisation p ON p.id = r.partner_org_id
       WHERE r.id = ${subject.id}`;
    return { hospitals, ...facts!, today: dayInJapan(tx.now) };
  },
});
