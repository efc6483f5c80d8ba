import { factValue, type ProgrammeFact } from '#server/library/index.ts';
import { isBusinessDay } from '#server/platform/holidays.ts';
import type { RoleKind } from './plain.ts';

/** What is known of an application, as far as its requirements ask. */
export type Standing = {
  today: string;
  lead: { kind: string; country: string };
  project: { countries: string[]; fields: string[]; goals: boolean };
  milestones: number;
  kpis: number;
  /** Minor units. */
  cost: number | null;
  asked: number | null;
  currency: string;
  targetOn: string | null;
  roles: readonly {
    kind: RoleKind;
    required: boolean;
    /** The organisation that holds it. */
    org: { kind: string; consent: boolean } | null;
  }[];
};

/** met, unmet: it stands against the programme; missing: still to be done; notStated: nothing says. */
export type CheckState = 'met' | 'unmet' | 'missing' | 'notStated';
export const CHECKS = [
  'open',
  'applicant',
  'applicantCountry',
  'partners',
  'targetCountries',
  'themes',
  'amountCap',
  'costShare',
  'roles',
  'consents',
  'goals',
  'milestones',
  'kpis',
  'finalDay',
] as const;
export type CheckKey = (typeof CHECKS)[number];
export type Check = { key: CheckKey; state: CheckState; done?: number; of?: number };

/** Everything an application needs, and how it stands. What the programme does not state is not judged. */
export function checksOf(facts: readonly ProgrammeFact[], now: Standing): Check[] {
  const taken = now.roles.filter((role) => role.org);
  const needed = now.roles.filter((role) => role.required);
  const final = finalDay(facts, now);
  return [
    { key: 'open', state: openState(facts, now.today) },
    {
      key: 'applicant',
      state: within(factValue(facts, 'applicants')?.kinds, [now.lead.kind], 'unmet'),
    },
    {
      key: 'applicantCountry',
      state: within(factValue(facts, 'applicantCountries')?.codes, [now.lead.country], 'unmet'),
    },
    partnersCheck(facts, now),
    {
      key: 'targetCountries',
      state: within(factValue(facts, 'targetCountries')?.codes, now.project.countries, 'unmet'),
    },
    // The words of a programme name more themes than the codes can: no match is no refusal.
    {
      key: 'themes',
      state: within(factValue(facts, 'themes')?.fields, now.project.fields, 'notStated'),
    },
    { key: 'amountCap', state: capState(facts, now) },
    { key: 'costShare', state: shareState(facts, now) },
    count('roles', needed.filter((role) => role.org).length, needed.length),
    count('consents', taken.filter((role) => role.org!.consent).length, taken.length),
    { key: 'goals', state: now.project.goals ? 'met' : 'missing' },
    { key: 'milestones', state: now.milestones > 0 ? 'met' : 'missing' },
    { key: 'kpis', state: now.kpis > 0 ? 'met' : 'missing' },
    { key: 'finalDay', state: final ? 'met' : 'missing' },
  ];
}

function within(
  allowed: readonly string[] | undefined,
  given: readonly string[],
  otherwise: CheckState,
): CheckState {
  if (!allowed || allowed.length === 0) return 'notStated';
  return given.some((one) => allowed.includes(one)) ? 'met' : otherwise;
}

function count(key: CheckKey, done: number, of: number): Check {
  return { key, state: done >= of ? 'met' : 'missing', done, of };
}

function openState(facts: readonly ProgrammeFact[], today: string): CheckState {
  const deadline = factValue(facts, 'deadline');
  if (!deadline) return 'notStated';
  return deadline.on >= today ? 'met' : 'unmet';
}

function partnersCheck(facts: readonly ProgrammeFact[], { roles }: Standing): Check {
  const kinds = factValue(facts, 'partners')?.kinds ?? [];
  if (kinds.length === 0) return { key: 'partners', state: 'notStated' };
  const there = kinds.filter((kind) => roles.some((role) => role.org?.kind === kind));
  return count('partners', there.length, kinds.length);
}

function capState(facts: readonly ProgrammeFact[], { asked, currency }: Standing): CheckState {
  const cap = factValue(facts, 'amountCap');
  if (!cap) return 'notStated';
  // Amounts of two currencies are not compared: the rate of the day is nobody's word.
  if (asked === null || currency !== cap.currency) return 'missing';
  return asked <= cap.amount ? 'met' : 'unmet';
}

function shareState(facts: readonly ProgrammeFact[], { asked, cost }: Standing): CheckState {
  const share = factValue(facts, 'costShare');
  if (!share) return 'notStated';
  if (asked === null || cost === null) return 'missing';
  return asked * 100 <= cost * share.percent ? 'met' : 'unmet';
}

/** The day to be ready by: the programme's while it lies ahead, else the one the members aim at. */
export function finalDay(
  facts: readonly ProgrammeFact[],
  { today, targetOn }: Pick<Standing, 'today' | 'targetOn'>,
): { on: string; from: 'programme' | 'members' } | null {
  const deadline = factValue(facts, 'deadline');
  if (deadline && deadline.on >= today) return { on: deadline.on, from: 'programme' };
  return targetOn ? { on: targetOn, from: 'members' } : null;
}

/**
 * Steps before the final day, in Japanese working days: a rule of thumb of the forum, no condition of
 * any programme.
 */
export const STEPS = [
  { key: 'roles', before: 40, checks: ['roles'] },
  { key: 'outline', before: 30, checks: ['goals', 'milestones'] },
  { key: 'budget', before: 20, checks: ['amounts'] },
  { key: 'draft', before: 15, checks: [] },
  { key: 'consents', before: 10, checks: ['roles', 'consents'] },
  { key: 'review', before: 5, checks: [] },
  { key: 'submit', before: 0, checks: [] },
] as const;
export type StepKey = (typeof STEPS)[number]['key'];
/** passed: its day is over, and the forum cannot tell whether it was done. */
export type Step = { key: StepKey; on: string; state: 'done' | 'late' | 'passed' | 'ahead' };

/** The steps counted back from a final day. */
export function stepsBefore(final: string, checks: readonly Check[], now: Standing): Step[] {
  const met = new Set<string>(checks.flatMap(({ key, state }) => (state === 'met' ? [key] : [])));
  if (now.cost !== null && now.asked !== null) met.add('amounts');
  return STEPS.map(({ key, before, checks: needed }) => {
    const on = workingDaysBefore(final, before);
    const isDone = needed.length > 0 && needed.every((one) => met.has(one));
    if (isDone) return { key, on, state: 'done' };
    if (on >= now.today) return { key, on, state: 'ahead' };
    return { key, on, state: needed.length > 0 ? 'late' : 'passed' };
  });
}

const DAY_MS = 86_400_000;

/** The business day so many business days before a day. */
export function workingDaysBefore(day: string, days: number): string {
  let at = Date.parse(day);
  for (let left = days; left > 0;) {
    at -= DAY_MS;
    if (isBusinessDay(at)) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}

/** The roles an application starts with: the lead, who the programme asks for, and what is usual abroad. */
export function firstRoles(
  facts: readonly ProgrammeFact[],
  leadKind: string,
): { kind: RoleKind; required: boolean }[] {
  const named = (factValue(facts, 'partners')?.kinds ?? []) as RoleKind[];
  const usual = (['hospital', 'company', 'partner'] as const).filter(
    (kind) => kind !== leadKind && !named.includes(kind),
  );
  return [
    { kind: 'lead', required: true },
    ...named.map((kind) => ({ kind, required: true })),
    ...usual.map((kind) => ({ kind, required: false })),
  ];
}
