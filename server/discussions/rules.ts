import { BODY_LIMIT, type ThreadKind, type ThreadState } from './schemas.ts';

/** Posts of a page: enough to read on, few enough to be quick on any line. */
export const PAGE_SIZE = 20;
/** Threads listed on a project's page. */
export const THREADS_LISTED = 50;

/** A thread that is closed or locked is read, not written. */
export function takesPosts(thread: { state: ThreadState; lockedAt: Date | null }): boolean {
  return thread.state !== 'closed' && thread.lockedAt === null;
}

/** Whether a text fits its thread: chats take short messages. */
export function fits(thread: { kind: ThreadKind }, body: string): boolean {
  return body.length <= BODY_LIMIT[thread.kind];
}
