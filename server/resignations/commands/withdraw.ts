import { organisation } from '#server/membership/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { SettleResignation } from '../schemas.ts';
import { requireStanding } from '../standing.ts';
import { itsPeople, resignationChanged, tell, theOffice } from '../telling.ts';

export const withdraw = command('resignations.withdraw', {
  summary: 'Takes back that the organisation leaves, as long as it has not left.',
  input: SettleResignation,
  subject: organisation.of('orgId'),
  gate: 'org.resign',
  async run({ input, subject, actor, tx, audit }) {
    const { id } = await requireStanding(tx, subject.id);
    const withdrawn = await tx.sql`
      UPDATE resignation SET state = 'withdrawn', ended_at = ${tx.now}, version = version + 1
       WHERE id = ${id} AND version = ${input.version} AND state IN ('announced', 'acknowledged') RETURNING 1`;
    if (withdrawn.length === 0) throw conflict('STALE_VERSION');
    const about = { id, orgId: subject.id };
    const told = sql`(${itsPeople(about)} OR ${await theOffice(tx, about)})`;
    await tell(tx, about, 'resignation.withdrawn', told, actor.personId);
    await resignationChanged(tx, subject.id);
    audit({ resignationId: id });
    return null;
  },
});
