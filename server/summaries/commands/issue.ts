import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, referral, tellBeside } from '#server/referrals/index.ts';
import { SUMMARY_LANGS, SUMMARY_PARTS } from '../plain.ts';
import { ofRow, requireGiven, summaryOf, wordsOf, told } from '../reading.ts';
import { Issue, type SummaryWords } from '../schemas.ts';

export const issue = command('summaries.issue', {
  summary:
    'Gives the return summary to the sending side, whole in Japanese and English. A version before it is superseded, and its links are over.',
  input: Issue,
  subject: referral.of('code'),
  gate: 'summary.write',
  async run({ input, subject, actor, tx, services, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('summary.write', referral, row)) throw conflict('STATE_CHANGED');
    await requireGiven(tx, row);
    const of = ofRow(row);
    const draft = await summaryOf(tx, of, 'draft');
    if (draft?.version !== input.version) throw conflict('STALE_VERSION');
    const lacking = lackingIn(await wordsOf(tx, services.keyRing, row.id, draft));
    if (lacking.length > 0) {
      const issues = lacking.map((path) => ({ path: `words.${path}`, message: 'required' }));
      throw invalid('INVALID_INPUT', undefined, issues);
    }
    await tx.sql`
      UPDATE summary_link SET copy = NULL, review_hash = NULL WHERE summary_id IN (
        SELECT id FROM return_summary WHERE referral_id = ${row.id} AND org_id = ${actor.orgId} AND kind = ${of.kind}
           AND state = 'issued')`;
    await tx.sql`
      UPDATE return_summary SET state = 'superseded', version = version + 1
       WHERE referral_id = ${row.id} AND org_id = ${actor.orgId} AND kind = ${of.kind} AND state = 'issued'`;
    await tx.sql`
      UPDATE return_summary SET state = 'issued', issued_at = ${tx.now}, version = version + 1
       WHERE id = ${draft.id} AND state = 'draft'`;
    await tellBeside(tx, emit, row, told(row, 'Issued'), by(actor));
    audit({ referralId: row.id, summaryId: draft.id, number: draft.number });
    return { number: draft.number };
  },
});

function lackingIn(words: SummaryWords): string[] {
  return SUMMARY_LANGS.flatMap((lang) =>
    SUMMARY_PARTS.filter((part) => words[lang][part] === '').map((part) => `${lang}.${part}`),
  );
}
