import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { caseKeyToSeal } from '#server/referrals/index.ts';
import { emergency } from '../access.ts';
import { refuseTraces, sealEmergencyWords } from '../emergency-words.ts';
import { ReviewBreakGlass } from '../schemas.ts';
import { tellReviewed } from '../telling.ts';

export const reviewBreakGlass = command('privacy.reviewBreakGlass', {
  summary:
    'Says of somebody else’s emergency access whether it was justified, once and for good, with words.',
  input: ReviewBreakGlass,
  subject: emergency.of('emergencyId'),
  gate: 'referral.reviewBreakGlass',
  async run({ input, subject, actor, tx, services, audit }) {
    refuseTraces(input.words);
    const key = await caseKeyToSeal(tx, services.keyRing, subject.referralId);
    const review = sealEmergencyWords(key, subject, 'sealed_review', input.words);
    const reviewed = await tx.sql`
      UPDATE break_glass SET reviewed_at = ${tx.now}, reviewed_by = ${actor.personId},
             verdict = ${input.verdict}, sealed_review = ${review},
             ended_at = coalesce(ended_at, least(expires_at, ${tx.now}))
       WHERE id = ${subject.id} AND reviewed_at IS NULL RETURNING 1`;
    if (reviewed.length === 0) throw conflict('STATE_CHANGED');
    audit({ verdict: input.verdict });
    await tellReviewed(tx, subject, actor.personId);
    return { verdict: input.verdict };
  },
});
