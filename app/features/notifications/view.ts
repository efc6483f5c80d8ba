import { nameFor } from '#app/features/discussions/names.ts';
import { label, labelLang, type Label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';

/** The types that have a sentence of their own; anything newer falls back to a plain one. */
export const SENTENCES = [
  'discussion.mentioned',
  'discussion.answered',
  'thread.posted',
  'thread.opened',
  'referral.offered',
  'referral.accepted',
  'referral.submitted',
  'referral.returned',
  'referral.noTaker',
  'referral.cancelled',
  'referral.consentWithdrawn',
  'referral.estimateIssued',
  'referral.estimateAccepted',
  'referral.estimateDeclined',
  'referral.depositReceived',
  'referral.depositWaived',
  'referral.visaPlanned',
  'referral.guarantorNamed',
  'referral.visaGuaranteed',
  'referral.visaPapers',
  'referral.visaApplied',
  'referral.visaIssued',
  'referral.visaRefused',
  'referral.visaEntered',
  'referral.visaExitReported',
  'referral.visaAlarm',
  'referral.threadMessage',
  'referral.threadQuestion',
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
  'project.added',
  'project.removed',
  'project.handedOver',
  'withheld',
  'direct.received',
  'direct.added',
  'report.opened',
  'report.waiting',
  'report.closed',
  'report.decided',
  'report.barLifted',
  'held.received',
  'held.late',
  'held.released',
  'held.refused',
  'announcement.published',
  'certification.ending',
  'certification.ended',
  'consortium.invited',
  'consortium.offered',
  'consortium.accepted',
  'consortium.declined',
  'consortium.taken',
  'consortium.notTaken',
  'consortium.submitted',
  'consortium.adopted',
  'consortium.notAdopted',
  'consortium.abandoned',
  'consortium.forming',
] as const;

type Line = Answer<'notifications.list'>['lines'][number];

/** A line of the notifications in one language. */
export function noticeView(line: Line, lang: Lang) {
  const { subject } = line;
  const sentence = SENTENCES.find((one) => one === line.type) ?? null;
  // What happened to an event names it in the sentence; about a thread it stands above.
  const title = label(subject?.title as Label | null, lang);
  const heads =
    sentence === null ||
    /^(discussion|thread|poll|project|report|held|announcement|certification|consortium)\./.test(
      sentence,
    );
  return {
    id: line.id,
    sentence,
    capability: CAPABILITIES[line.subjectKind] ?? 'members',
    code: String(line.facts['code'] ?? ''),
    title: title || null,
    heading: (heads && title) || null,
    titleLang: labelLang(subject?.title as Label | null, lang),
    place: label(subject?.place as Label | null, lang) || null,
    placeLang: labelLang(subject?.place as Label | null, lang),
    people: line.actors.map((person) => nameFor({ id: '', ...person }, lang).text),
    at: line.at.toISOString(),
    count: line.count,
    unread: line.unread,
    organisation: label(line.organisation, lang),
  };
}
export type NoticeView = ReturnType<typeof noticeView>;

const CAPABILITIES: Record<string, string> = {
  offer: 'referrals',
  referral: 'referrals',
  caseThread: 'referrals',
  event: 'events',
  thread: 'discussions',
  project: 'discussions',
  formerProject: 'discussions',
  consortium: 'discussions',
  report: 'discussions',
  held: 'discussions',
};
