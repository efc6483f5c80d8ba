import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { ofRow, summaryOf, wordsOf } from '../reading.ts';
import { Read } from '../schemas.ts';

export const read = query('summaries.read', {
  summary:
    'The words of the return summary in force, or of the hospital’s own draft. The read is recorded.',
  input: Read,
  subject: referral.of('code'),
  gate: 'summary.read',
  async run({ input, subject, actor, tx, services, audit }) {
    const of = ofRow(subject, input.kind);
    if (input.draft && actor.orgId !== of.orgId) throw notFound();
    const row = await summaryOf(tx, of, input.draft ? 'draft' : 'issued');
    if (!row) throw notFound();
    audit({ class: 'summary', summaryId: row.id });
    return {
      version: row.version,
      kind: of.kind,
      number: row.number,
      issuedAt: row.issuedAt?.toISOString() ?? null,
      words: await wordsOf(tx, services.keyRing, subject.id, row),
    };
  },
});
