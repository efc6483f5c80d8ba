import { organisation } from '#server/membership/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { SettleInvitation } from '../schemas.ts';

export const withdraw = command('invitations.withdraw', {
  summary: 'Takes an open invitation back: its link works no more.',
  input: SettleInvitation,
  subject: organisation.of('orgId'),
  gate: 'user.invite',
  doors: ['web'],
  async run({ input, subject, tx, emit, audit }) {
    const withdrawn = await tx.sql`
      UPDATE invitation SET state = 'withdrawn', ended_at = ${tx.now}, version = version + 1
       WHERE id = ${input.invitationId} AND org_id = ${subject.id} AND version = ${input.version} AND state = 'open'
      RETURNING 1`;
    if (withdrawn.length === 0) throw conflict('STATE_CHANGED');
    await emit({ kind: 'org', id: subject.id }, 'people.changed', {});
    audit({ invitationId: input.invitationId });
    return null;
  },
});
