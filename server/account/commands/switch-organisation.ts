import { myself } from '#server/membership/index.ts';
import { notFound } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { SwitchOrganisation } from '../schemas.ts';

/** Acts for another of one's organisations from now on; open pages are told and check their rights. */
export const switchOrganisation = command('account.switchOrganisation', {
  input: SwitchOrganisation,
  subject: myself,
  gate: 'user.updateSelf',
  summary: 'Act for another of one’s organisations',
  doors: ['web'],
  async run({ input, actor, tx, emit }) {
    const switched = await tx.text(
      `UPDATE session SET acting_org_id = $2 WHERE id = $1 AND EXISTS (
         SELECT 1 FROM acting_membership m
         WHERE m.person_id = $3 AND m.org_id = $2 AND m.ended_at IS NULL)`,
      [actor.sessionId, input.orgId, actor.personId],
    );
    if (switched.count === 0) throw notFound();
    await emit({ kind: 'person', id: actor.personId! }, 'access.changed', {});
    return { orgId: input.orgId };
  },
});
