import { raw, sql, type Sql } from '#server/platform/access/access.ts';
import type { NoticeKind } from './schemas.ts';

/** The parts of the forum that a list of notifications is narrowed to, by what they are about. */
const SUBJECT_KINDS: Record<Exclude<NoticeKind, 'personal'>, readonly string[]> = {
  referrals: ['offer', 'referral', 'caseThread', 'emergency', 'dutyRota'],
  discussions: ['thread', 'project', 'formerProject', 'consortium'],
  events: ['event'],
};
/** What goes on in discussions without being meant for anybody in particular. */
const NEWS_OF_DISCUSSIONS: readonly string[] = ['thread.posted', 'thread.opened'];

/** Which of a person's choices decides about a type of notification. */
export function kindOf(type: string): NoticeKind {
  if (NEWS_OF_DISCUSSIONS.includes(type)) return 'discussions';
  if (type.startsWith('referral.')) return 'referrals';
  return type.startsWith('event.') ? 'events' : 'personal';
}

/** Notifications under this alias that are about a part of the forum. */
export function isAbout(alias: 'n' | 'later', part: keyof typeof SUBJECT_KINDS): Sql {
  return sql`${raw(`${alias}.subject_kind`)} = ANY (${[...SUBJECT_KINDS[part]]})`;
}
