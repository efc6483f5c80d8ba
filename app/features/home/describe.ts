import { casePath, displayCode } from '#app/features/referrals/addresses.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { T } from '#app/i18n/use-t.ts';
import type { Answer } from '#server/forum.ts';
import type { Overview } from './overview.ts';

type Told = Answer<'home.overview'>;
const CASE_TITLES = {
  'referral.intake': 'item.intake',
  'referral.complete': 'item.complete',
  'referral.arrange': 'item.arrange',
  'referral.choose': 'item.choose',
  'referral.question': 'item.question',
  'referral.opinion': 'item.opinion',
  'referral.answerEstimate': 'item.answerEstimate',
  'referral.confirmTime': 'item.confirmTime',
  'referral.readSummary': 'item.readSummary',
  'referral.conclude': 'item.conclude',
  'referral.estimate': 'item.estimate',
  'referral.dates': 'item.dates',
  'referral.arrival': 'item.arrival',
  'referral.admission': 'item.admission',
  'referral.summary': 'item.summary',
  'referral.meeting': 'item.meeting',
  'referral.visa.alarm': 'item.visa.alarm',
  'referral.visa.guarantee': 'item.visa.guarantee',
  'referral.visa.papers': 'item.visa.papers',
  'referral.visa.apply': 'item.visa.apply',
  'referral.visa.step': 'item.visa.step',
  'referral.visa.landing': 'item.visa.landing',
  'referral.visa.exit': 'item.visa.exit',
  'referral.visa.report': 'item.visa.report',
} as const;
const REQUEST_TITLES = {
  'case.erase': 'item.decideErasure',
  'case.hold': 'item.decideHold',
  'case.lift': 'item.decideLift',
} as const;
type Words = { t: T<'home'>; lang: Lang; format: Format };

/** Puts what the server says waits into the reader's words. */
export function describe(told: Told, words: Words): Overview {
  return {
    waiting: told.waiting.map((item) => waitingLine(item, words)),
    next: told.next.map((item) => ({
      at: item.at,
      title: label(item.title, words.lang),
      detail: item.place ? label(item.place, words.lang) : '',
      href: `/events/${item.eventId}`,
      kind: 'events',
    })),
    figures: told.figures.map((figure) => figureOf(figure, words)),
    unscanned: told.unscanned,
    discusses: told.discusses,
    others: told.others.map(({ count, name, ...org }) => ({
      org: { ...org, name: label(name, words.lang) },
      count,
    })),
  };
}

type Waiting = Told['waiting'][number];

function isCase(item: Waiting): item is Extract<Waiting, { type: keyof typeof CASE_TITLES }> {
  return item.type in CASE_TITLES;
}

/** The page of the case on which it is done. */
function placeOf(type: string): string[] {
  if (type === 'referral.visa.report') return ['visa', 'reports'];
  return type.startsWith('referral.visa.') ? ['visa'] : [];
}

function waitingLine(item: Waiting, { t, lang }: Words): Overview['waiting'][number] {
  if (isCase(item)) {
    return {
      kind: 'referrals',
      title: t(CASE_TITLES[item.type], { specialty: label(item.specialty, lang) }),
      detail: t('item.case', { code: displayCode(item.code) }),
      href: casePath(item.code, ...placeOf(item.type)),
    };
  }
  switch (item.type) {
    case 'referral.answer':
      return {
        kind: 'referrals',
        title: t('item.answer', { specialty: label(item.specialty, lang) }),
        detail: t('item.case', { code: displayCode(item.code) }),
        href: `/referrals/offers/${item.offerId}`,
        due: item.due,
      };
    case 'emergency.review':
      return {
        kind: 'referrals',
        title: t('item.reviewEmergency'),
        detail: t('item.case', { code: displayCode(item.code) }),
        href: `/referrals/emergencies/${item.id}`,
        due: item.due,
      };
    case 'case.erase':
    case 'case.hold':
    case 'case.lift':
      return {
        kind: 'referrals',
        title: t(REQUEST_TITLES[item.type]),
        detail: t('item.case', { code: displayCode(item.code) }),
        href: `/referrals/${item.code}/keeping`,
      };
    case 'capacity.confirm':
      return {
        kind: 'referrals',
        title: t('item.capacity'),
        detail: t('item.capacityHint', { count: item.count }),
        href: `/members/${item.slug}/capacity`,
      };
    case 'profile.confirm':
      return {
        kind: 'membership',
        title: t('item.profile'),
        detail: t('item.profileHint', { count: item.count }),
        href: `/members/${item.slug}/profile`,
      };
    case 'profile.check':
      return {
        kind: 'membership',
        title: t('item.checkProfiles'),
        detail: t('item.checkProfilesHint', { count: item.count }),
        href: '/members/to-check',
      };
    case 'file.held':
      return {
        kind: 'library',
        title: t('item.heldFiles', { count: item.count }),
        detail: t('item.heldFilesHint'),
        href: '/held-files',
      };
    case 'event.publish':
      return {
        kind: 'events',
        title: t('item.publish', { title: label(item.title, lang) }),
        detail: t('item.draft'),
        href: `/events/${item.eventId}/edit`,
        due: item.due,
      };
    case 'thread.unread':
      return {
        kind: 'discussions',
        title: item.title,
        detail: t('item.unread', { count: item.unread, project: label(item.project, lang) }),
        href: `/discussions/threads/${item.threadId}`,
      };
  }
}

function figureOf(figure: Told['figures'][number], { t, lang, format }: Words) {
  const value = format.number(figure.value);
  return {
    value: figure.of === null ? value : `${value} / ${format.number(figure.of)}`,
    label: t(`figure.${figure.type}`),
    ...(figure.title ? { note: label(figure.title, lang) } : {}),
  };
}
