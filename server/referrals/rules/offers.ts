export const OFFER_STATUSES = [
  'queued',
  'sent',
  'viewed',
  'infoRequested',
  'interested',
  'willing',
  'chosen',
  'declined',
  'accepted',
  'backup',
  'notSelected',
  'withdrawn',
  'expired',
  'released',
] as const;
export type OfferStatus = (typeof OFFER_STATUSES)[number];

/** While it stands so, and the case is being offered, the hospital is a candidate. */
export const OPEN_STATUSES = [
  'sent',
  'viewed',
  'infoRequested',
  'interested',
  'willing',
  'chosen',
] as const;
/** The hospital said that it wants to look closer. */
export const INTERESTED_STATUSES = ['interested', 'willing', 'chosen'] as const;
/** It has not yet answered: its time runs, and it is reminded. */
export const UNANSWERED_STATUSES = ['sent', 'viewed', 'infoRequested', 'interested'] as const;

/** How a case is asked: answers are collected and one is chosen, or the first that accepts has it. */
export const MODES = ['COLLECT', 'FIRST_ACCEPT'] as const;
export type Mode = (typeof MODES)[number];

/** One step of an offer; `by` is whose act it is, `mode` the only way of asking in which it is one. */
export type OfferStep = {
  act: string;
  from: readonly OfferStatus[];
  to: OfferStatus;
  by: 'hospital' | 'chooser' | 'officer' | 'forum';
  mode?: Mode;
};

/** The life of one hospital's offer. The case's own states are in `states.ts`. */
export const OFFER_STEPS: readonly OfferStep[] = [
  { act: 'send', from: ['queued'], to: 'sent', by: 'officer' },
  { act: 'view', from: ['sent'], to: 'viewed', by: 'hospital' },
  { act: 'ask', from: ['sent', 'viewed'], to: 'infoRequested', by: 'hospital' },
  { act: 'tell', from: ['infoRequested'], to: 'viewed', by: 'officer' },
  {
    act: 'showInterest',
    from: ['sent', 'viewed', 'infoRequested'],
    to: 'interested',
    by: 'hospital',
  },
  {
    act: 'answer',
    from: [...UNANSWERED_STATUSES, 'willing'],
    to: 'willing',
    by: 'hospital',
    mode: 'COLLECT',
  },
  { act: 'takeBack', from: ['willing'], to: 'viewed', by: 'hospital', mode: 'COLLECT' },
  { act: 'choose', from: ['willing', 'backup'], to: 'chosen', by: 'chooser', mode: 'COLLECT' },
  { act: 'rank', from: ['willing'], to: 'backup', by: 'chooser', mode: 'COLLECT' },
  {
    act: 'accept',
    from: [...UNANSWERED_STATUSES, 'willing'],
    to: 'accepted',
    by: 'hospital',
    mode: 'FIRST_ACCEPT',
  },
  { act: 'confirm', from: ['chosen'], to: 'accepted', by: 'hospital', mode: 'COLLECT' },
  { act: 'decline', from: OPEN_STATUSES, to: 'declined', by: 'hospital' },
  { act: 'release', from: ['accepted'], to: 'released', by: 'hospital' },
  { act: 'lose', from: [...OPEN_STATUSES, 'queued', 'backup'], to: 'notSelected', by: 'forum' },
  { act: 'recall', from: [...OPEN_STATUSES, 'queued', 'backup'], to: 'withdrawn', by: 'officer' },
  { act: 'expire', from: [...OPEN_STATUSES, 'queued', 'backup'], to: 'expired', by: 'forum' },
];

/** What a hospital can do with its own offer while the case is being offered in this way. */
export function offerActions(status: OfferStatus, open: boolean, mode: Mode): string[] {
  if (!open) return [];
  return OFFER_STEPS.filter(
    (step) =>
      step.by === 'hospital' &&
      step.act !== 'view' &&
      step.from.includes(status) &&
      (step.mode ?? mode) === mode,
  ).map(({ act }) => act);
}

/** The statuses that a step may start from: the condition of its update. */
export function offerFrom(act: string): readonly OfferStatus[] {
  return OFFER_STEPS.find((each) => each.act === act)?.from ?? [];
}
