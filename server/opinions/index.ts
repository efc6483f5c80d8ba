import type { Capability } from '#server/platform/kernel.ts';
import { answerFor } from '#server/referrals/index.ts';
import { answer } from './commands/answer.ts';
import { arrange } from './commands/arrange.ts';
import { goOn } from './commands/go-on.ts';
import { hold } from './commands/hold.ts';
import { propose } from './commands/propose.ts';
import { withdraw } from './commands/withdraw.ts';
import { ofCase } from './queries/of-case.ts';
import { ofOffer } from './queries/of-offer.ts';
import { missingOpinion, openOpinion } from './requirements.ts';

answerFor('opinion', missingOpinion);
answerFor('journey', openOpinion);

/** The online second opinion: what a case may be about before a journey, or instead of one. */
export const opinions = {
  scope: 'referrals',
  useCases: [ofCase, ofOffer, propose, answer, withdraw, arrange, hold, goOn],
} satisfies Capability;
