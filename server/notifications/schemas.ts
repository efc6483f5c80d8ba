import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

export const ListNotifications = z.strictObject({ before: z.iso.datetime().optional() });
export const MarkRead = z.strictObject({ notificationId: id('notification') });
