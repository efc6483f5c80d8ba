import { z } from 'zod';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';

/** Ends polls at their deadlines; each poll enqueues one for its own, and one a minute finds the rest. */
export const pollQueue = defineQueue('decisions.polls', {
  data: z.strictObject({}),
  retries: 10,
  retryDelaySeconds: 2,
});
export const pollSchedule: Schedule = {
  queue: pollQueue,
  cron: '* * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};
