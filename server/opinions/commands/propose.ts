import { conflict } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { by, lockCase, referral, tellBeside } from '#server/referrals/index.ts';
import { Propose } from '../schemas.ts';

export const propose = command('opinions.propose', {
  summary:
    'Proposes an online second opinion for a case, before a journey or instead of one: the officer at triage, or officer and hospital once it has accepted. The sender agrees or declines.',
  input: Propose,
  subject: referral.of('code'),
  gate: 'opinion.propose',
  async run({ input, subject, actor, tx, emit, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('opinion.propose', referral, row)) throw conflict('STATE_CHANGED');
    // What was under way with a hospital that has given the case back is over.
    await tx.sql`
      UPDATE second_opinion SET state = 'withdrawn', ended_at = ${tx.now}, version = version + 1
       WHERE referral_id = ${row.id} AND state IN ('proposed', 'agreed', 'held')
         AND org_id IS NOT NULL AND org_id IS DISTINCT FROM ${row.acceptedOrgId}::uuid`;
    const id = newOpaqueId();
    const made = await tx.sql`
      INSERT INTO second_opinion (id, referral_id, org_id, aim, proposed_by, proposed_at)
      VALUES (${id}, ${row.id}, ${row.acceptedOrgId}, ${input.aim}, ${actor.personId}, ${tx.now})
      ON CONFLICT (referral_id) WHERE state IN ('proposed', 'agreed', 'held') DO NOTHING RETURNING id`;
    if (made.length === 0) throw conflict('OPINION_OPEN');
    await tellBeside(tx, emit, row, 'opinionProposed', by(actor));
    audit({ referralId: row.id, opinionId: id, aim: input.aim });
    return { code: row.code, version: 0 };
  },
});
