import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { by, referral, tellBeside } from '#server/referrals/index.ts';
import { giveUp } from '../ending.ts';
import { Step } from '../schemas.ts';
import { holdOpinion, stepTo } from '../stepping.ts';

export const withdraw = command('opinions.withdraw', {
  summary:
    'Officer or hospital takes back a second opinion that was proposed or agreed on and was not given yet. Its time is free again; the case goes on as it is.',
  input: Step,
  subject: referral.of('code'),
  gate: 'opinion.withdraw',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const held = await holdOpinion(context, 'opinion.withdraw', input.version, [
      'proposed',
      'agreed',
    ]);
    const version = await stepTo(context, held, 'withdrawn', [sql`ended_at = ${tx.now}`]);
    await giveUp(context, held);
    await tellBeside(tx, emit, held.row, 'opinionWithdrawn', by(actor));
    audit({ referralId: held.row.id, opinionId: held.opinion.id });
    return { code: held.row.code, version };
  },
});
