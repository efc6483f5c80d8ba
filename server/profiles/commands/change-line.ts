import { conflict } from '#server/platform/errors.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { capabilityLine } from '../access.ts';
import { given, keepLine, lineFacts } from '../history.ts';
import { ChangeLine } from '../schemas.ts';

/** Says anew what a line rests on. A change by its organisation undoes the secretariat's check; one by the secretariat is one. */
export const changeLine = command('profiles.changeLine', {
  summary:
    'Changes what a line of a capability profile rests on, on the version that was seen. By its organisation, it is unchecked from then on.',
  input: ChangeLine,
  subject: capabilityLine.of('lineId'),
  gate: 'profile.write',
  async run({ input, subject, actor, tx, may, emit, audit }) {
    if (subject.withdrawn) throw conflict('LINE_WITHDRAWN');
    const { lineId, version } = input;
    const evidence = given(input.evidence);
    const today = dayInJapan(tx.now);
    const checked = may('profile.check', capabilityLine, subject);
    const changed = await tx.sql`
      UPDATE capability SET evidence = ${JSON.stringify(evidence)}::jsonb, reviewed_on = ${today}::date,
             checked_by = ${checked ? actor.personId : null}::uuid, checked_on = ${checked ? today : null}::date,
             version = version + 1
       WHERE id = ${lineId} AND version = ${version} RETURNING 1`;
    if (changed.length === 0 || subject.version !== version) throw conflict('STALE_VERSION');
    await keepLine(tx, actor, {
      orgId: subject.orgId,
      recordId: lineId,
      act: 'changed',
      before: lineFacts(subject),
      after: { ...lineFacts(subject), evidence },
    });
    await emit({ kind: 'org', id: subject.orgId }, 'worklist.changed', {});
    audit({ kind: subject.kind, code: subject.code });
    return { version: version + 1 };
  },
});
