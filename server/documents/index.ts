import type { Capability } from '#server/platform/kernel.ts';
import { makeConsent } from './commands/make-consent.ts';
import { makeLetter } from './commands/make-letter.ts';
import { openDocument } from './commands/open-document.ts';
import { ofCase } from './queries/of-case.ts';

export { document } from './access.ts';
export { careOf } from './letter.ts';
export { orderDocument, printQueue } from './ordering.ts';
export { printDocument, type PrintGround } from './printing.ts';

/** The papers that the forum prints: ordered in a transaction, printed by a job, kept as sealed files. */
export const documents = {
  scope: 'referrals',
  useCases: [ofCase, makeLetter, makeConsent, openDocument],
} satisfies Capability;
