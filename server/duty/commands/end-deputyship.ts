import { notify } from '#server/notifications/index.ts';
import { sql } from '#server/platform/access/access.ts';
import { conflict } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { deputyship, requireNamer } from '../access.ts';
import { EndDeputyship } from '../schemas.ts';

/** Ends somebody's standing in before its last day, as of now: the role goes, and open pages with it. */
export const endDeputyship = command('duty.endDeputyship', {
  summary: 'Ends somebody’s standing in for a coordinator, as of now',
  input: EndDeputyship,
  subject: deputyship.of('deputyshipId'),
  gate: 'org.duty',
  async run({ subject, actor, tx, emit, audit }) {
    requireNamer(actor);
    const ended = await tx.sql`
      UPDATE deputyship SET ended_at = ${tx.now}, ended_by_id = ${actor.personId}
       WHERE id = ${subject.id} AND ended_at IS NULL AND to_day >= ${dayInJapan(tx.now)}::date RETURNING 1`;
    if (ended.length === 0) throw conflict('STATE_CHANGED');
    await notify(tx, {
      type: 'duty.ended',
      subject: { kind: 'dutyRota', id: subject.orgId },
      to: sql`(m.org_id = ${subject.orgId} AND m.person_id IN (${subject.deputyId}::uuid, ${subject.absentId}::uuid))`,
      except: actor.personId,
    });
    await emit({ kind: 'person', id: subject.deputyId }, 'access.changed', {});
    audit({ absent: subject.absentId, deputy: subject.deputyId });
    return null;
  },
});
