import { conflict } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { capabilityLine } from '../access.ts';
import { keepLine, lineFacts } from '../history.ts';
import { LineAsSeen } from '../schemas.ts';

/**
 * Says that the secretariat has looked at a line as it stands. The version stays: somebody of the
 * organisation who is changing it meanwhile is not behind, and their change is unchecked again.
 */
export const checkLine = command('profiles.checkLine', {
  summary:
    'Says that the secretariat has checked a line of a capability profile, as it stands in the version that was seen',
  input: LineAsSeen,
  subject: capabilityLine.of('lineId'),
  gate: 'profile.check',
  async run({ input, subject, actor, tx, emit, audit }) {
    if (subject.withdrawn) throw conflict('LINE_WITHDRAWN');
    const { lineId, version } = input;
    const checked = await tx.sql`
      UPDATE capability SET checked_by = ${actor.personId}::uuid, checked_on = ${dayInJapan(tx.now)}::date
       WHERE id = ${lineId} AND version = ${version} RETURNING 1`;
    if (checked.length === 0) throw conflict('STALE_VERSION');
    const { orgId } = subject;
    const after = lineFacts(subject);
    await keepLine(tx, actor, { orgId, recordId: lineId, act: 'checked', after });
    await emit({ kind: 'org', id: orgId }, 'worklist.changed', {});
    audit({ kind: subject.kind, code: subject.code });
    return { checked: true };
  },
});
