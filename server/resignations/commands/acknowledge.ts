import { organisation } from '#server/membership/index.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { SettleResignation } from '../schemas.ts';
import { requireStanding } from '../standing.ts';
import { itsPeople, resignationChanged, tell } from '../telling.ts';

/** Takes note that an organisation leaves: with the end of its last day it has left, whoever is there. */
export const acknowledge = command('resignations.acknowledge', {
  summary: 'Takes note, for the secretariat, that an organisation leaves on its day.',
  input: SettleResignation,
  subject: organisation.of('orgId'),
  gate: 'org.tendMembership',
  async run({ input, subject, actor, tx, audit }) {
    const { id } = await requireStanding(tx, subject.id);
    const noted = await tx.sql`
      UPDATE resignation SET state = 'acknowledged', acknowledged_by = ${actor.personId},
             acknowledged_at = ${tx.now}, version = version + 1
       WHERE id = ${id} AND version = ${input.version} AND state = 'announced' RETURNING 1`;
    if (noted.length === 0) throw conflict('STALE_VERSION');
    const about = { id, orgId: subject.id };
    await tell(tx, about, 'resignation.acknowledged', itsPeople(about), actor.personId);
    await resignationChanged(tx, subject.id);
    audit({ resignationId: id });
    return null;
  },
});
