import { z } from 'zod';
import { anywhere, sql, visible } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { organisation } from '#server/membership/index.ts';
import type { Label } from '../schemas.ts';
import { isSender, SENDER_KINDS } from '../side.ts';

export const senders = query('referrals.senders', {
  summary:
    'The partners abroad and companies for medical travel for which the caller may begin a case: each for itself, the secretariat for any of them.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'referral.create',
  async run({ actor, tx }) {
    const own = isSender(actor.orgKind);
    const { rows } = await tx.query<{ id: string; name: Label; country: string }>(sql`
      SELECT o.id, o.name, o.country FROM organisation o
       WHERE o.kind = ANY (${[...SENDER_KINDS]}) AND o.override IS NULL AND ${visible(actor, 'org.viewPublic', organisation)}
         AND (NOT ${own}::boolean OR o.id = ${actor.orgId}::uuid)
       ORDER BY o.slug`);
    return { own, partners: rows };
  },
});
