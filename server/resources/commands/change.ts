import type { Label } from '#server/booking/index.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { resource } from '../access.ts';
import { changedIn } from '../changes.ts';
import { given } from '../rules.ts';
import { Change } from '../schemas.ts';

/** Renames a resource and sets when it can be had. What is booked already stays booked. */
export const change = command('resources.change', {
  summary:
    'Renames a resource and sets its opening hours and the minutes that it needs before and after a booking, on the version that was seen. What is booked already stays. A department is renamed in the profile.',
  input: Change,
  subject: resource.of('resourceId'),
  gate: 'resource.write',
  async run({ input, subject, tx, emit, audit }) {
    const { resourceId, version, hours, holidays, beforeMinutes, afterMinutes } = input;
    const isDepartment = subject.kind === 'department';
    if (isDepartment !== (input.name === null)) {
      const message = isDepartment ? 'invalid' : 'required';
      throw invalid('INVALID_INPUT', undefined, [{ path: 'name', message }]);
    }
    const name = JSON.stringify(input.name ? given(input.name) : subject.name);
    const changed = await tx.sql`
      UPDATE resource
         SET name = ${name}::jsonb, hours = ${JSON.stringify(hours)}::jsonb, holidays = ${holidays ? 'JP' : null},
             before_minutes = ${beforeMinutes}, after_minutes = ${afterMinutes}, version = version + 1
       WHERE id = ${resourceId} AND version = ${version} AND retired_at IS NULL RETURNING 1`;
    if (changed.length === 0) throw conflict('STALE_VERSION');
    await emit({ kind: 'org', id: subject.orgId }, 'resource.changed', { resourceId });
    const after = { name: JSON.parse(name) as Label, hours, holidays, beforeMinutes, afterMinutes };
    audit({ kind: subject.kind, changed: changedIn(subject, after) });
    return { version: version + 1 };
  },
});
