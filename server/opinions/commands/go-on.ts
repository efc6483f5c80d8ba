import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { by, referral, requirePieces, tellBeside } from '#server/referrals/index.ts';
import { Step } from '../schemas.ts';
import { holdOpinion, stepTo } from '../stepping.ts';

export const goOn = command('opinions.goOn', {
  summary:
    'The patient is to travel after a second opinion that was given and read: the case goes on with the same hospital as any other, with an estimate and dates of the stay. What was written stays.',
  input: Step,
  subject: referral.of('code'),
  gate: 'opinion.conclude',
  async run(context) {
    const { input, actor, tx, services, emit, audit } = context;
    const held = await holdOpinion(context, 'opinion.conclude', input.version, ['held']);
    await requirePieces(tx, services.keyRing, held.row, ['returnSummary']);
    const version = await stepTo(context, held, 'travel', [sql`ended_at = ${tx.now}`]);
    await tellBeside(tx, emit, held.row, 'opinionTravel', by(actor));
    audit({ referralId: held.row.id, opinionId: held.opinion.id });
    return { code: held.row.code, version };
  },
});
