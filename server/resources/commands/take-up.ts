import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { resource } from '../access.ts';
import { TakeUp } from '../schemas.ts';

/** Takes a resource that was retired into use again. */
export const takeUp = command('resources.takeUp', {
  summary: 'Takes a resource that was out of use into use again, on the version that was seen.',
  input: TakeUp,
  subject: resource.of('resourceId'),
  gate: 'resource.write',
  async run({ input, subject, tx, emit, audit }) {
    const { resourceId, version } = input;
    const taken = await tx.sql`
      UPDATE resource SET retired_at = NULL, version = version + 1
       WHERE id = ${resourceId} AND version = ${version} AND retired_at IS NOT NULL RETURNING 1`;
    if (taken.length === 0) throw conflict('STALE_VERSION');
    await emit({ kind: 'org', id: subject.orgId }, 'resource.changed', { resourceId });
    audit({ kind: subject.kind });
    return { version: version + 1 };
  },
});
