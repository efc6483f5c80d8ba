import { person } from '#server/membership/index.ts';
import type { Capability } from '#server/platform/kernel.ts';
import { markAllRead } from './commands/mark-all-read.ts';
import { markRead } from './commands/mark-read.ts';
import { list } from './queries/list.ts';
import { unreadCount } from './queries/unread-count.ts';

export { UNREAD_LINES } from './count.ts';
export { kindOf } from './kinds.ts';
export { notify, type Notice } from './notify.ts';
export { pushQueue } from './push-queue.ts';
export { readSubject } from './read.ts';
export { describeSubjects } from './subjects.ts';

/** What people are told of, in the forum and on their own channel. */
export const notifications = {
  useCases: [list, unreadCount, markAllRead, markRead],
  channels: { person: { noun: person, action: 'user.viewSelf' } },
} satisfies Capability;
