import { closeOpinionTime } from '#server/appointments/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { by, referral, requirePieces, tellBeside } from '#server/referrals/index.ts';
import { requireConsent } from '../requirements.ts';
import { Step } from '../schemas.ts';
import { holdOpinion, stepTo } from '../stepping.ts';

export const hold = command('opinions.hold', {
  summary:
    'The hospital records that the second opinion was given, at the time that was agreed on: its estimate is accepted and paid as it asks, and the time has come. What is left is what it writes back.',
  input: Step,
  subject: referral.of('code'),
  gate: 'opinion.arrange',
  async run(context) {
    const { input, actor, tx, services, emit, audit } = context;
    const held = await holdOpinion(context, 'opinion.arrange', input.version, ['agreed']);
    const { row, opinion } = held;
    requireConsent(row);
    const at = await closeOpinionTime(tx, row);
    const needs = ['estimate', 'deposit'] as const;
    await requirePieces(tx, services.keyRing, row, needs, at ? [] : ['opinionTime']);
    const version = await stepTo(context, held, 'held', [
      sql`held_at = ${at}::timestamptz`,
      sql`org_id = ${row.acceptedOrgId}::uuid`,
    ]);
    // Nobody comes in by it any more.
    await tx.sql`DELETE FROM opinion_link WHERE opinion_id = ${opinion.id}`;
    await tellBeside(tx, emit, row, 'opinionHeld', by(actor));
    audit({ referralId: row.id, opinionId: opinion.id });
    return { code: row.code, version };
  },
});
