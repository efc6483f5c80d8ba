import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { unreadLines } from '../count.ts';

/** The number at the bell. */
export const unreadCount = query('notifications.unreadCount', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'notification.view',
  summary: 'How many lines of one’s notifications are unread, at most a hundred',
  async run({ actor, tx }) {
    return { unread: await unreadLines(tx, actor.personId!) };
  },
});
