import type { Capability } from '#server/platform/kernel.ts';
import { answerFor } from '#server/referrals/index.ts';
import { accept } from './commands/accept.ts';
import { decline } from './commands/decline.ts';
import { recordDeposit, undoDeposit, waiveDeposit } from './commands/deposits.ts';
import { issue } from './commands/issue.ts';
import { print } from './commands/print.ts';
import { saveDraft } from './commands/save-draft.ts';
import { detail } from './queries/detail.ts';
import { ofCase } from './queries/of-case.ts';
import { missingDeposit, missingEstimate } from './requirements.ts';

export { dropOpinionEstimates, estimateInForce } from './agreed.ts';

answerFor('estimate', missingEstimate);
answerFor('deposit', missingDeposit);

/** What a stay will cost: versions of an estimate, the answer of the patient's side, and the deposit. */
export const estimates = {
  scope: 'referrals',
  useCases: [
    ofCase,
    detail,
    saveDraft,
    issue,
    accept,
    decline,
    recordDeposit,
    waiveDeposit,
    undoDeposit,
    print,
  ],
} satisfies Capability;
