import type { Capability } from '#server/platform/kernel.ts';
import { whenConsentEnds } from '#server/referrals/index.ts';
import { enter } from './commands/enter.ts';
import { open } from './commands/open.ts';
import { revoke } from './commands/revoke.ts';
import { endUncovered } from './links.ts';
import { ofCase } from './queries/of-case.ts';
import { read } from './queries/read.ts';

whenConsentEnds(endUncovered);

/** The page on which a patient or the family sees where the case stands, by a link of the coordinator. */
export const statusPage = {
  scope: 'referrals',
  useCases: [ofCase, open, revoke, enter, read],
} satisfies Capability;
