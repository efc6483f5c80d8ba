import type { Format } from '#server/platform/i18n/format.ts';

/** The parts that an application is made of: who leads it, and the kinds of organisations beside. */
export const ROLE_KINDS = [
  'lead',
  'hospital',
  'society',
  'company',
  'partner',
  'facilitator',
] as const;
export type RoleKind = (typeof ROLE_KINDS)[number];
/** Roles that are added; the lead is there from the start and stays one. */
export const ADDED_KINDS = ROLE_KINDS.filter((kind) => kind !== 'lead');

export const CONSORTIUM_STATES = [
  'forming',
  'submitted',
  'adopted',
  'notAdopted',
  'abandoned',
] as const;
export type ConsortiumState = (typeof CONSORTIUM_STATES)[number];

/** Which state may follow which. A submission can be taken back while nothing was decided. */
export const NEXT_STATES: Readonly<Record<ConsortiumState, readonly ConsortiumState[]>> = {
  forming: ['submitted', 'abandoned'],
  submitted: ['adopted', 'notAdopted', 'forming'],
  adopted: [],
  notAdopted: [],
  abandoned: [],
};

/** Who may look into the space of a new application. */
export const CONSORTIUM_PRIVACY = ['members', 'invited', 'committee'] as const;

/** Currencies that programmes of the library pay in, and minor units of one. */
export const CURRENCIES: Readonly<Record<string, number>> = {
  JPY: 1,
  USD: 100,
  EUR: 100,
  SGD: 100,
  CAD: 100,
  KRW: 1,
};

/** An amount with its currency's code where its sign alone would be read as another country's. */
export function moneyText(minor: number, currency: string, format: Format): string {
  if (currency === 'JPY' || currency === 'EUR') return format.money({ minor, currency });
  return `${currency} ${format.number(minor / (CURRENCIES[currency] ?? 1))}`;
}
