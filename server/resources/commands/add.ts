import { organisation } from '#server/membership/index.ts';
import { invalid, notFound } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { Add } from '../schemas.ts';
import { given, HOLDERS } from '../rules.ts';

/** Adds a person, a room, an interpreter or a vehicle. Departments come with the profile. */
export const add = command('resources.add', {
  summary:
    'Adds a person, a room, an interpreter or a vehicle that can be booked, with its opening hours. Departments are added to the profile of the hospital.',
  input: Add,
  subject: organisation.of('orgId'),
  gate: 'resource.write',
  async run({ input, subject, tx, emit, audit }) {
    if (!HOLDERS.includes(subject.kind)) throw notFound();
    const { kind, language, hours, holidays, beforeMinutes, afterMinutes } = input;
    if ((kind === 'interpreter') !== (language !== null)) {
      const message = language === null ? 'required' : 'invalid';
      throw invalid('INVALID_INPUT', undefined, [{ path: 'language', message }]);
    }
    const resourceId = newId();
    await tx.sql`
      INSERT INTO resource (id, org_id, kind, code, name, hours, holidays, before_minutes, after_minutes)
      VALUES (${resourceId}, ${subject.id}, ${kind}, ${language}, ${JSON.stringify(given(input.name))}::jsonb,
              ${JSON.stringify(hours)}::jsonb, ${holidays ? 'JP' : null}, ${beforeMinutes}, ${afterMinutes})`;
    await emit({ kind: 'org', id: subject.id }, 'resource.changed', { resourceId });
    audit({ resourceId, kind });
    return { resourceId };
  },
});
