export const OFFER_STATUSES = [
  'queued',
  'sent',
  'viewed',
  'infoRequested',
  'interested',
  'willing',
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
export const OPEN_STATUSES = ['sent', 'viewed', 'infoRequested', 'interested', 'willing'] as const;
/** The hospital said that it wants to look closer. */
export const INTERESTED_STATUSES = ['interested', 'willing'] as const;

/** One step of an offer; `by` is whose act it is. */
export type OfferStep = {
  act: string;
  from: readonly OfferStatus[];
  to: OfferStatus;
  by: 'hospital' | 'officer' | 'forum';
};

/** The life of one hospital's offer. The case's own states are in `states.ts`. */
export const OFFER_STEPS: readonly OfferStep[] = [
  { act: 'send', from: ['queued'], to: 'sent', by: 'officer' },
  { act: 'view', from: ['sent'], to: 'viewed', by: 'hospital' },
  { act: 'showInterest', from: ['sent', 'viewed'], to: 'interested', by: 'hospital' },
  { act: 'decline', from: OPEN_STATUSES, to: 'declined', by: 'hospital' },
  { act: 'accept', from: OPEN_STATUSES, to: 'accepted', by: 'hospital' },
  { act: 'lose', from: [...OPEN_STATUSES, 'queued', 'backup'], to: 'notSelected', by: 'forum' },
  { act: 'recall', from: [...OPEN_STATUSES, 'queued', 'backup'], to: 'withdrawn', by: 'officer' },
  { act: 'expire', from: [...OPEN_STATUSES, 'queued', 'backup'], to: 'expired', by: 'forum' },
];

/** What a hospital can do with its own offer while the case is being offered. */
export function offerActions(status: OfferStatus, open: boolean): string[] {
  if (!open) return [];
  return OFFER_STEPS.filter(
    ({ act, from, by }) => by === 'hospital' && act !== 'view' && from.includes(status),
  ).map(({ act }) => act);
}

/** The statuses that a step may start from: the condition of its update. */
export function offerFrom(act: string): readonly OfferStatus[] {
  return OFFER_STEPS.find((each) => each.act === act)?.from ?? [];
}
