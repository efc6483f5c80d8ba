import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';

/** The types that have a sentence of their own; anything newer falls back to a plain one. */
export const SENTENCES = [
  'referral.offered',
  'referral.accepted',
  'referral.submitted',
  'referral.returned',
  'referral.noTaker',
  'referral.cancelled',
  'referral.consentWithdrawn',
  'event.published',
  'event.registered',
  'event.waiting',
  'event.promoted',
  'event.changed',
  'event.cancelled',
  'thread.notice',
  'poll.opened',
  'poll.closingSoon',
  'poll.closed',
  'poll.outcome',
  'poll.proxyGiven',
] as const;

type Line = Answer<'notifications.list'>['notifications'][number];

/** A notification in one language. `titles` names the events that the reader may see. */
export function noticeView(line: Line, titles: ReadonlyMap<string, string>, lang: Lang) {
  return {
    id: line.id,
    sentence: SENTENCES.find((one) => one === line.type) ?? null,
    capability: line.type.startsWith('event.') ? 'events' : capabilityOf(line.subjectKind),
    code: String(line.facts['code'] ?? ''),
    title: titles.get(line.subjectId) ?? null,
    at: line.at.toISOString(),
    isRead: line.readAt !== null,
    organisation: label(line.organisation, lang),
    actor: line.actor && `${line.actor.familyName} ${line.actor.givenName}`.trim(),
    actorLang: line.actor?.nameLang,
  };
}
export type NoticeView = ReturnType<typeof noticeView>;

/** Where a notification leads: the page of what it is about. */
export function placeOf(line: {
  subjectKind: string;
  subjectId: string;
  facts: Record<string, unknown>;
}): string {
  const code = String(line.facts['code'] ?? '');
  switch (line.subjectKind) {
    case 'offer':
      return `/referrals/offers/${line.subjectId}`;
    case 'referral':
      // The check character may be one that addresses reserve.
      return code ? `/referrals/${encodeURIComponent(code).replaceAll('*', '%2A')}` : '/referrals';
    case 'event':
      return `/events/${line.subjectId}`;
    case 'thread':
      return `/discussions/threads/${line.subjectId}`;
    default:
      return '/notifications';
  }
}

function capabilityOf(subjectKind: string): string {
  if (subjectKind === 'offer' || subjectKind === 'referral') return 'referrals';
  return subjectKind === 'thread' ? 'discussions' : 'members';
}
