import type { ServiceRequest, Task } from '@medplum/fhirtypes';
import type { ReferralState } from '#server/platform/access/matrix.ts';

type Mapped = { task: Task['status']; request: ServiceRequest['status'] };

/**
 * Where a case stands, as a FHIR R4 Task says it. The state itself is `Task.businessStatus`, since
 * several states are one status; `docs/fhir.md` says which.
 */
export const STATES_IN_FHIR: Record<ReferralState, Mapped> = {
  draft: { task: 'draft', request: 'draft' },
  submitted: { task: 'requested', request: 'active' },
  intakeReview: { task: 'received', request: 'active' },
  returned: { task: 'on-hold', request: 'on-hold' },
  broadcasting: { task: 'requested', request: 'active' },
  accepted: { task: 'accepted', request: 'active' },
  scheduled: { task: 'ready', request: 'active' },
  arrived: { task: 'in-progress', request: 'active' },
  inTreatment: { task: 'in-progress', request: 'active' },
  discharged: { task: 'in-progress', request: 'active' },
  closed: { task: 'completed', request: 'completed' },
  cancelled: { task: 'cancelled', request: 'revoked' },
  noTaker: { task: 'failed', request: 'active' },
  enteredInError: { task: 'entered-in-error', request: 'entered-in-error' },
  // What was erased is no longer known; that it was asked for once is.
  erased: { task: 'cancelled', request: 'unknown' },
};
