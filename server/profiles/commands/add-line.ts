import { organisation } from '#server/membership/index.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { given, keepLine } from '../history.ts';
import { kindsOf } from '../plain.ts';
import { AddLine } from '../schemas.ts';
import { isKnown } from '../vocabulary.ts';

/** Adds a line to a profile. What the secretariat enters is checked; what an organisation says of itself is not yet. */
export const addLine = command('profiles.addLine', {
  summary:
    'Adds a line to a capability profile (a disease, modality, language, country, what is not taken …) with what it rests on. Matching takes it at once, as unchecked until the secretariat has looked at it.',
  input: AddLine,
  subject: organisation.of('orgId'),
  gate: 'profile.write',
  async run({ input, subject, actor, tx, may, emit, audit }) {
    const { kind, term: code } = input;
    if (!kindsOf(subject.kind).includes(kind)) throw unknown('kind');
    if (!(await isKnown(tx, kind, code))) throw unknown('term');
    const lineId = newId();
    const evidence = given(input.evidence);
    const today = dayInJapan(tx.now);
    const checked = may('profile.check', organisation, subject);
    const entered = await tx.sql`
      INSERT INTO capability (id, org_id, kind, code, evidence, reviewed_on, checked_by, checked_on)
      VALUES (${lineId}, ${subject.id}, ${kind}, ${code}, ${JSON.stringify(evidence)}::jsonb, ${today}::date,
              ${checked ? actor.personId : null}::uuid, ${checked ? today : null}::date)
      ON CONFLICT (org_id, kind, code) DO NOTHING RETURNING 1`;
    if (entered.length === 0) throw conflict('LINE_KNOWN');
    const after = { kind, code, evidence };
    await keepLine(tx, actor, { orgId: subject.id, recordId: lineId, act: 'added', after });
    await emit({ kind: 'org', id: subject.id }, 'worklist.changed', {});
    audit({ lineId, kind, code });
    return { lineId };
  },
});

function unknown(path: string) {
  return invalid('INVALID_INPUT', undefined, [{ path, message: 'unknownRecord' }]);
}
