import { conflict, forbidden } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation, person } from '../access.ts';
import { EndPlace } from '../schemas.ts';

/**
 * Ends a person's place in an organisation, as of now: their pages and tokens for it close, and a trigger
 * (`membership_ended`) takes what was theirs alone. What they wrote stays under their name, marked as a
 * former member's. People of the secretariat hold cases, which have to go to a colleague first.
 */
export const endPlace = command('membership.endPlace', {
  summary: 'Ends somebody’s place in an organisation; what they wrote stays.',
  input: EndPlace,
  subject: person.of('personId'),
  gate: 'user.deactivate',
  refs: { orgId: { noun: organisation, action: 'org.viewMember' } },
  async run({ input, subject, actor, tx, emit, audit }) {
    const org = (await organisation.find(tx, input.orgId))!;
    const ofMine = org.id === actor.orgId || actor.orgKind === 'secretariat';
    if (!ofMine || org.kind === 'secretariat') throw forbidden();
    if (subject.id === actor.personId) throw forbidden('OWN_PLACE');
    const ended = await tx.sql`
      UPDATE membership SET ended_at = ${tx.now}
       WHERE person_id = ${subject.id} AND org_id = ${org.id} AND ended_at IS NULL RETURNING 1`;
    if (ended.length === 0) throw conflict('STATE_CHANGED');
    await emit({ kind: 'person', id: subject.id }, 'access.changed', {});
    audit({ orgId: org.id });
    return null;
  },
});
