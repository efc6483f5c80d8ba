import { anywhere } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { secretHash } from '#server/platform/secrets.ts';
import { command } from '#server/platform/use-case.ts';
import { lockCase, tellBeside } from '#server/referrals/index.ts';
import { REVIEW_HOURS } from '../plain.ts';
import { told } from '../reading.ts';
import { Acknowledge } from '../schemas.ts';

/** The doctor who has just opened a summary by a link says that it was read. */
export const acknowledge = command('summaries.acknowledge', {
  input: Acknowledge,
  subject: anywhere,
  gate: 'summary.acknowledge',
  doors: ['web'],
  secret: true,
  limit: { points: 20, seconds: 600 },
  async run({ input, tx, emit, audit }) {
    const since = new Date(tx.now.getTime() - REVIEW_HOURS * 3_600_000);
    const hash = secretHash(input.secret);
    const [known] = await tx.sql<{ referralId: string }>`
      SELECT referral_id AS "referralId" FROM summary_link WHERE review_hash = ${hash}`;
    if (!known) throw conflict('SUMMARY_LINK_OVER');
    const row = await lockCase(tx, known.referralId);
    const [done] = await tx.sql<{ summaryId: string }>`
      UPDATE summary_link SET reviewed_at = ${tx.now}, review_hash = NULL
       WHERE review_hash = ${hash} AND opened_at > ${since} RETURNING summary_id AS "summaryId"`;
    if (!done) throw conflict('SUMMARY_LINK_OVER');
    await tellBeside(tx, emit, row, told(row, 'Reviewed'), { actorId: null, orgId: null });
    audit({ referralId: row.id, ...done });
    return { done: true };
  },
});
