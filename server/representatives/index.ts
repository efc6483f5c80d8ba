import type { Capability } from '#server/platform/kernel.ts';
import { name } from './commands/name.ts';
import { describeOrganisations } from './subjects.ts';

/** Who may speak for an organisation. */
export const representatives = {
  useCases: [name],
  subjects: { organisation: describeOrganisations },
} satisfies Capability;
