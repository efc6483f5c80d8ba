import { anywhere } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { lockCase } from '#server/referrals/index.ts';
import { MOST_TRIES } from '../plain.ts';
import { Open } from '../schemas.ts';
import { hashOf, newSecret, openCopy } from '../sealing.ts';
import { tell } from '../telling.ts';

/**
 * Opens a return summary by its link and code, once, for whoever has both. A wrong code is counted, so
 * it is an answer and no refusal, which would take the count back.
 */
export const openLink = command('summaries.openLink', {
  input: Open,
  subject: anywhere,
  gate: 'summary.open',
  doors: ['web'],
  secret: true,
  limit: { points: 20, seconds: 600 },
  async run({ input, tx, emit, audit }) {
    const [known] = await tx.sql<{ referralId: string }>`
      SELECT referral_id AS "referralId" FROM summary_link WHERE link_hash = ${hashOf(input.secret)}`;
    if (!known) throw conflict('SUMMARY_LINK_OVER');
    // In the order of all acts: the case first.
    const row = await lockCase(tx, known.referralId);
    const [link] = await tx.sql<{ id: string; summaryId: string; copy: Buffer; tries: number }>`
      SELECT id, summary_id AS "summaryId", copy, tries FROM summary_link
       WHERE link_hash = ${hashOf(input.secret)} AND copy IS NOT NULL AND until > ${tx.now}
         AND tries < ${MOST_TRIES} FOR UPDATE`;
    if (!link) throw conflict('SUMMARY_LINK_OVER');
    const facts = { referralId: row.id, summaryId: link.summaryId, linkId: link.id };
    const copy = await openCopy(input, { referralId: row.id, rowId: link.id }, link.copy);
    if (!copy) {
      await tx.sql`UPDATE summary_link SET tries = tries + 1 WHERE id = ${link.id}`;
      audit({ ...facts, opened: false });
      return { opened: null, left: MOST_TRIES - link.tries - 1 };
    }
    const review = newSecret();
    await tx.sql`
      UPDATE summary_link SET copy = NULL, opened_at = ${tx.now}, review_hash = ${hashOf(review)}
       WHERE id = ${link.id}`;
    await tell(tx, emit, row, 'summaryOpened', { actorId: null, orgId: null });
    audit({ ...facts, opened: true });
    return { opened: { ...copy, review }, left: 0 };
  },
});
