import { anywhere } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { newSecret, secretHash } from '#server/platform/secrets.ts';
import { command } from '#server/platform/use-case.ts';
import { lockCase, tellBeside } from '#server/referrals/index.ts';
import { MOST_TRIES } from '../plain.ts';
import { told } from '../reading.ts';
import { Open } from '../schemas.ts';
import { linkKey, openCopy } from '../sealing.ts';

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
    const [known] = await tx.sql<{ id: string; referralId: string; summaryId: string }>`
      SELECT id, referral_id AS "referralId", summary_id AS "summaryId" FROM summary_link
       WHERE link_hash = ${secretHash(input.secret)} AND copy IS NOT NULL AND until > ${tx.now}`;
    if (!known) throw conflict('SUMMARY_LINK_OVER');
    const key = await linkKey(input, known.id);
    // In the order of all acts: the case first.
    const row = await lockCase(tx, known.referralId);
    const [link] = await tx.sql<{ copy: Buffer; tries: number }>`
      SELECT copy, tries FROM summary_link WHERE id = ${known.id} AND copy IS NOT NULL FOR UPDATE`;
    if (!link) throw conflict('SUMMARY_LINK_OVER');
    const facts = { referralId: row.id, summaryId: known.summaryId, linkId: known.id };
    const copy = openCopy(key, { referralId: row.id, rowId: known.id }, link.copy);
    if (!copy) {
      const left = MOST_TRIES - link.tries - 1;
      await tx.sql`
        UPDATE summary_link SET tries = tries + 1, copy = CASE WHEN ${left > 0} THEN copy END
         WHERE id = ${known.id}`;
      audit({ ...facts, opened: false });
      return { opened: null, left };
    }
    const review = newSecret();
    await tx.sql`
      UPDATE summary_link SET copy = NULL, opened_at = ${tx.now}, review_hash = ${secretHash(review)}
       WHERE id = ${known.id}`;
    await tellBeside(tx, emit, row, told(row, 'Opened'), { actorId: null, orgId: null });
    audit({ ...facts, opened: true });
    return { opened: { ...copy, review }, left: 0 };
  },
});
