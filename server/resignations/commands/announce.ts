import { organisation } from '#server/membership/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { conflict, forbidden, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { faultOfLastDay, isTypedName } from '../rules.ts';
import { AnnounceResignation } from '../schemas.ts';
import { itsPeople, resignationChanged, tell, theOffice } from '../telling.ts';

/**
 * Says that the organisation leaves and on which day it is last a member. Nothing ends yet: the
 * secretariat takes note, and until it has taken effect it can be taken back.
 */
export const announce = command('resignations.announce', {
  summary: 'Announces that the organisation leaves the Forum, with its last day as a member.',
  input: AnnounceResignation,
  subject: organisation.of('orgId'),
  gate: 'org.resign',
  async run({ input, subject, actor, tx, audit }) {
    if (subject.kind === 'secretariat') throw forbidden();
    const fault = faultOfLastDay(input.leavesOn, dayInJapan(tx.now));
    if (fault) throw invalid('INVALID_INPUT', undefined, [{ path: 'leavesOn', message: fault }]);
    const [names] = await tx.sql<{ names: Record<string, string> }>`
      SELECT name AS names FROM organisation WHERE id = ${subject.id}`;
    if (!isTypedName(input.name, names!.names)) {
      throw invalid('INVALID_INPUT', undefined, [{ path: 'name', message: 'notItsName' }]);
    }
    const said = await tx.sql<{ id: string }>`
      INSERT INTO resignation (id, org_id, leaves_on, announced_by, announced_at)
      VALUES (${newId()}, ${subject.id}, ${input.leavesOn}::date, ${actor.personId}, ${tx.now})
      ON CONFLICT (org_id) WHERE state IN ('announced', 'acknowledged') DO NOTHING RETURNING id`;
    if (said.length === 0) throw conflict('STATE_CHANGED');
    const about = { id: said[0]!.id, orgId: subject.id };
    const told = sql`(${itsPeople(about)} OR ${await theOffice(tx, about)})`;
    await tell(tx, about, 'resignation.announced', told, actor.personId);
    await resignationChanged(tx, subject.id);
    audit({ leavesOn: input.leavesOn });
    return null;
  },
});
