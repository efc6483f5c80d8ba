import type { Capability } from '#server/platform/kernel.ts';
import { addPeople } from './commands/add-people.ts';
import { block, unblock } from './commands/block.ts';
import { leave } from './commands/leave.ts';
import { rename } from './commands/rename.ts';
import { start } from './commands/start.ts';
import { blocked } from './queries/blocked.ts';
import { contacts } from './queries/contacts.ts';
import { conversations } from './queries/conversations.ts';
import { reachable } from './queries/reachable.ts';

export { contact } from './access.ts';

/**
 * Messages between members: conversations of two and of a few. A conversation is a thread with people
 * in place of a project, so writing, reading and live news are those of `discussions`.
 */
export const direct = {
  useCases: [
    conversations,
    contacts,
    reachable,
    blocked,
    start,
    addPeople,
    leave,
    rename,
    block,
    unblock,
  ],
} satisfies Capability;
