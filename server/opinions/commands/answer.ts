import { endVisitTime } from '#server/appointments/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { by, referral, tellBeside } from '#server/referrals/index.ts';
import { giveUp } from '../ending.ts';
import { requireConsent } from '../requirements.ts';
import { Answer } from '../schemas.ts';
import { holdOpinion, stepTo } from '../stepping.ts';

export const answer = command('opinions.answer', {
  summary:
    'The sender agrees to a second opinion that was proposed, on a consent that covers it, or declines it; one that was agreed on may still be declined until it was given. Times proposed for a visit end with the agreement, and instead of a journey the confirmed one ahead too.',
  input: Answer,
  subject: referral.of('code'),
  gate: 'opinion.answer',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const { agree } = input;
    const held = await holdOpinion(
      context,
      'opinion.answer',
      input.version,
      agree ? ['proposed'] : ['proposed', 'agreed'],
    );
    const { row, opinion } = held;
    if (agree) requireConsent(row);
    const answered = [sql`answered_by = ${actor.personId}::uuid`, sql`answered_at = ${tx.now}`];
    const version = await stepTo(context, held, agree ? 'agreed' : 'declined', [
      ...answered,
      ...(agree ? [] : [sql`ended_at = ${tx.now}`]),
    ]);
    if (!agree) await giveUp(context, held);
    const instead = opinion.aim === 'instead';
    const ended = agree && (await endVisitTime(tx, row, { instead, by: actor.personId }));
    if (ended) await tellBeside(tx, emit, row, 'appointmentCancelled', by(actor));
    await tellBeside(tx, emit, row, agree ? 'opinionAgreed' : 'opinionDeclined', by(actor));
    audit({ referralId: row.id, opinionId: opinion.id, agree });
    return { code: row.code, version };
  },
});
