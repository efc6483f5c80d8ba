import type { Capability } from '#server/platform/kernel.ts';
import { organisation } from './access.ts';
import { endPlace } from './commands/end-place.ts';
import { confirmCapacity } from './commands/confirm-capacity.ts';
import { setCapacity } from './commands/set-capacity.ts';
import { reinstate, suspend } from './commands/suspend.ts';
import { capacityPage } from './queries/capacity-page.ts';
import { listOrganisations } from './queries/list-organisations.ts';
import { organisationPage } from './queries/organisation-page.ts';

export { myself, organisation, person, type OrganisationRow } from './access.ts';
export { actorsOf } from './actors.ts';
export { capacityOn, isOlder } from './capacity.ts';
export { certificationHolds, membershipStatus } from './rules.ts';
export { capacityToConfirm } from './capacity-rows.ts';
export { holdMembership, lastDayOver } from './last-day.ts';
export { hasPeople, hasRepresentative } from './representatives.ts';

/** Organisations, their people, and what they can do. */
export const membership = {
  useCases: [
    listOrganisations,
    organisationPage,
    endPlace,
    suspend,
    reinstate,
    capacityPage,
    setCapacity,
    confirmCapacity,
  ],
  // What concerns an organisation as a whole, such as its worklist: for its own people.
  channels: { org: { noun: organisation, action: 'org.viewFull' } },
} satisfies Capability;
