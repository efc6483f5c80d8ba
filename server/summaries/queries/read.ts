import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { summaryOf, wordsOf } from '../reading.ts';
import { Read } from '../schemas.ts';

export const read = query('summaries.read', {
  summary:
    'The words of the return summary in force, or of the hospital’s own draft. The read is recorded.',
  input: Read,
  subject: referral.of('code'),
  gate: 'summary.read',
  async run({ input, subject, actor, tx, services, audit }) {
    const orgId = subject.acceptedOrgId;
    if (input.draft && actor.orgId !== orgId) throw notFound();
    const of = { referralId: subject.id, orgId };
    const row = await summaryOf(tx, of, input.draft ? 'draft' : 'issued');
    if (!row) throw notFound();
    audit({ class: 'summary', summaryId: row.id });
    return {
      version: row.version,
      number: row.number,
      issuedAt: row.issuedAt?.toISOString() ?? null,
      words: await wordsOf(tx, services.keyRing, subject.id, row),
    };
  },
});
