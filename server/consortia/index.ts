import type { Capability } from '#server/platform/kernel.ts';
import { answerInvitation, answerOffer, setConsent, takeBack } from './commands/answering.ts';
import { invite, offer, withdraw } from './commands/asking.ts';
import { begin, beginFor } from './commands/begin.ts';
import { conclude, planSteps, setFrame } from './commands/frame.ts';
import { openFolder } from './commands/open-folder.ts';
import { addRole, removeRole, setRole } from './commands/roles.ts';
import { list } from './queries/list.ts';
import { ofProject } from './queries/of-project.ts';
import { page } from './queries/page.ts';
import { start } from './queries/start.ts';
import { describeConsortia } from './subjects.ts';

/** Members come together to apply to a support programme: roles, invitations, what is missing, by when. */
export const consortia = {
  useCases: [
    start,
    begin,
    beginFor,
    list,
    ofProject,
    page,
    openFolder,
    setFrame,
    conclude,
    planSteps,
    addRole,
    setRole,
    removeRole,
    invite,
    withdraw,
    offer,
    answerInvitation,
    answerOffer,
    takeBack,
    setConsent,
  ],
  subjects: { consortium: describeConsortia },
} satisfies Capability;
