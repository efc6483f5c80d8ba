import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** What there is to be told of, as people choose among it. */
export const NOTICE_KINDS = ['personal', 'referrals', 'discussions', 'events'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The parts of the forum that the list can be narrowed to. */
export const NOTICE_PARTS = ['discussions', 'events', 'referrals'] as const;

/** A place in the list: the moment and the id of the newest notification of a line. */
const cursor = z.string().regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/);

export const ListNotifications = z.strictObject({
  before: cursor.optional(),
  unread: z.boolean().optional(),
  /** One part of the forum only. */
  about: z.enum(NOTICE_PARTS).optional(),
});
export const MarkRead = z.strictObject({
  notificationId: id('notification'),
  /** False puts the line back among the unread ones. */
  read: z.boolean().optional(),
});
export const MarkAllRead = z.strictObject({
  /** Nothing that came after this moment is marked: the page has not shown it. */
  until: z.iso.datetime().optional(),
});
