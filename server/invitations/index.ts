import type { Capability } from '#server/platform/kernel.ts';
import { accept } from './commands/accept.ts';
import { invite, inviteWithRole } from './commands/invite.ts';
import { join } from './commands/join.ts';
import { sendAgain } from './commands/send-again.ts';
import { withdraw } from './commands/withdraw.ts';
import { opened } from './queries/opened.ts';
import { page } from './queries/page.ts';

/** People asked by mail to join an organisation, with an account of their own or a new one. */
export const invitations = {
  useCases: [page, opened, invite, inviteWithRole, sendAgain, withdraw, accept, join],
} satisfies Capability;
