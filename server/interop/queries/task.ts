import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { readMeta, referral, sideOf } from '#server/referrals/index.ts';
import { makingOf } from '../fhir/bundle.ts';
import { taskOf } from '../fhir/request.ts';
import { FollowTask } from '../schemas.ts';

export const task = query('interop.task', {
  summary:
    'Where a case stands, as a FHIR R4 Task. With `since`, the version that the caller has, nothing but the version is answered where nothing has moved. A hospital that is asked follows its offer instead.',
  input: FollowTask,
  subject: referral.of('code'),
  gate: 'referral.viewMeta',
  async run({ input, subject, actor, tx, services }) {
    // Versions tell how many others have acted: a hospital that is asked is not to know.
    if (sideOf(subject, actor) === 'candidate') throw notFound();
    if (input.since === subject.version)
      return { version: subject.version, changed: false as const };
    const meta = await readMeta(tx, subject.id);
    const making = makingOf(
      { caseId: subject.id, code: subject.code, identity: null },
      { origin: services.origin(), watermark: null },
    );
    const [moved] = await tx.sql<{ at: Date }>`
      SELECT max(at) AS at FROM referral_event WHERE referral_id = ${subject.id} AND to_state IS NOT NULL`;
    return {
      version: subject.version,
      changed: true as const,
      task: taskOf(making, {
        meta,
        hasPartner: true,
        hasHospital: subject.acceptedOrgId !== null,
        lastModified: moved?.at?.toISOString() ?? null,
      }),
    };
  },
});
