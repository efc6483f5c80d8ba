import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { OneCase } from '../schemas.ts';

export const endBreakGlass = command('privacy.endBreakGlass', {
  summary: 'Ends one’s own emergency access to a case before its hour is over.',
  input: OneCase,
  subject: referral.of('code'),
  gate: 'referral.breakGlass',
  async run({ subject, actor, tx, emit, audit }) {
    const [ended] = await tx.sql<{ id: string }>`
      UPDATE break_glass SET ended_at = ${tx.now}
       WHERE referral_id = ${subject.id} AND person_id = ${actor.personId} AND ended_at IS NULL
         AND expires_at > ${tx.now} RETURNING id`;
    if (!ended) throw conflict('STATE_CHANGED');
    audit({ class: 'emergency', breakGlass: ended.id });
    await emit({ kind: 'case', id: subject.id }, 'case.emergencyEnded', {}, { acl: true });
    return { ended: true };
  },
});
