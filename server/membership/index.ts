import type { Capability } from '#server/platform/kernel.ts';
import { listOrganisations } from './queries/list-organisations.ts';
import { organisationPage } from './queries/organisation-page.ts';

export { myself, organisation, person } from './access.ts';

/** Organisations, their people, and what they can do. */
export const membership = {
  useCases: [listOrganisations, organisationPage],
} satisfies Capability;
