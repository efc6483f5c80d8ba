import { myself } from '#server/membership/index.ts';
import { command } from '#server/platform/use-case.ts';
import { becomeColleague, takeUp } from '../joining.ts';
import { JoinInvitation } from '../schemas.ts';

export const join = command('invitations.join', {
  summary: 'Accepts an invitation with the account that one is signed in to.',
  input: JoinInvitation,
  subject: myself,
  gate: 'user.updateSelf',
  doors: ['web'],
  secret: true,
  limit: { points: 20, seconds: 600 },
  async run({ input, subject, tx, emit, audit }) {
    const taken = await takeUp(tx, input.secret, subject.id, { ofPerson: true });
    await becomeColleague(tx, emit, taken, subject.id);
    audit({ orgId: taken.orgId, invitationId: taken.id });
    return { orgId: taken.orgId };
  },
});
