import { z } from 'zod';
import type { Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, enqueue } from '#server/platform/jobs/index.ts';

/** Notifications whose people may have browsers to push to. */
export const pushQueue = defineQueue('notifications.push', {
  data: z.strictObject({ noticeIds: z.array(z.uuid()).min(1) }),
});

/** Hands what was just written to a job, if a browser of one of these people takes pushes at all. */
export async function offerToPush(tx: Tx, told: { id: string; personId: string }[]): Promise<void> {
  const listening = await tx.sql<{ personId: string }>`
    SELECT DISTINCT person_id AS "personId" FROM push_subscription
     WHERE person_id = ANY (${told.map(({ personId }) => personId)}::uuid[])`;
  const people = new Set(listening.map(({ personId }) => personId));
  const noticeIds = told.filter(({ personId }) => people.has(personId)).map(({ id }) => id);
  if (noticeIds.length > 0) await enqueue(tx, pushQueue, { noticeIds });
}
