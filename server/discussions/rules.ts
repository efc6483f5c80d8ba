import type { Actor } from '#server/platform/access/actor.ts';
import {
  BODY_LIMIT,
  MENTION_ROLES,
  type MentionRole,
  type ThreadKind,
  type ThreadState,
} from './schemas.ts';

/** Posts of a page: enough to read on, few enough to be quick on any line. */
export const PAGE_SIZE = 20;
/** Threads listed on a project's page. */
export const THREADS_LISTED = 50;

/** Which roles of a membership answer to a role that a post calls. */
export const HELD_ROLES: Record<MentionRole, readonly string[]> = {
  representative: ['representative'],
  hospitalCoordinator: ['hospitalCoordinator'],
  staff: ['staff', 'admin'],
};

/** The roles by which somebody with these columns can be called. */
export function mentionRolesOf(held: readonly string[]): MentionRole[] {
  return MENTION_ROLES.filter((role) => HELD_ROLES[role].some((one) => held.includes(one)));
}

/** A thread that is closed or locked is read, not written. */
export function takesPosts(thread: { state: ThreadState; lockedAt: Date | null }): boolean {
  return thread.state !== 'closed' && thread.lockedAt === null;
}

/** Whether a text fits its thread: chats take short messages. */
export function fits(thread: { kind: ThreadKind }, body: string): boolean {
  return body.length <= BODY_LIMIT[thread.kind];
}

/** Whether somebody leads a space: acts for the organisation that leads it, or for the secretariat. */
export function leads(
  actor: Pick<Actor, 'orgId' | 'orgKind'>,
  space: { leadOrgId: string },
): boolean {
  return actor.orgId === space.leadOrgId || actor.orgKind === 'secretariat';
}
