import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { capabilityLine } from '../access.ts';
import { keepLine, lineFacts } from '../history.ts';
import { LineAsSeen } from '../schemas.ts';

/** Takes a line out of a profile. What it said stays in the history. */
export const withdrawLine = command('profiles.withdrawLine', {
  summary:
    'Takes a line out of a capability profile, on the version that was seen. Matching no longer goes by it; the history keeps what it said.',
  input: LineAsSeen,
  subject: capabilityLine.of('lineId'),
  gate: 'profile.write',
  async run({ input, subject, actor, tx, emit, audit }) {
    if (subject.withdrawn) throw conflict('LINE_WITHDRAWN');
    const { lineId, version } = input;
    const gone = await tx.sql`
      DELETE FROM capability WHERE id = ${lineId} AND version = ${version} RETURNING 1`;
    if (gone.length === 0) throw conflict('STALE_VERSION');
    const { orgId } = subject;
    const before = lineFacts(subject);
    await keepLine(tx, actor, { orgId, recordId: lineId, act: 'withdrawn', before });
    await emit({ kind: 'org', id: orgId }, 'worklist.changed', {});
    audit({ kind: subject.kind, code: subject.code });
    return { orgId };
  },
});
