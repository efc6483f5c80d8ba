import type { T } from '#app/i18n/use-t.ts';
import { label } from '#app/i18n/label.ts';
import type { Lang } from '#app/i18n/lang.ts';
import type { Answer } from '#server/forum.ts';
import type { Format } from '#server/platform/i18n/format.ts';
import type { FormState } from '#app/ui/index.ts';
import type { Step } from '#server/visa/plain.ts';

export type VisaView = ReturnType<typeof visaView>;
export type PlanView = NonNullable<VisaView['plan']>;
export type ItemView = VisaView['items'][number];
export type AlarmView = VisaView['alarms'][number];

/** The choice of no guarantor. */
export const NOBODY = 'none';

/** What the visa's page and its parts are given. */
export type VisaPageProps = { of: VisaView; state: FormState; t: T<'visa'>; format: Format };

/** The way to Japan in the reader's language. */
export function visaView(told: Answer<'visa.ofCase'>, lang: Lang) {
  return {
    ...told,
    guarantor: told.guarantor && { ...told.guarantor, name: label(told.guarantor.name, lang) },
    guarantors: told.guarantors.map((one) => ({ ...one, name: label(one.name, lang) })),
  };
}

/** What can be recorded now of the way to Japan. */
export function stepsNow({ plan, rights }: VisaView): Step[] {
  if (!plan || !rights.record || plan.enteredOn) return [];
  if (plan.way === 'none' || plan.decision === 'issued') return ['entered'];
  if (plan.long && !plan.coeIssuedOn) return [plan.coeAppliedOn ? 'coeIssued' : 'coeApplied'];
  return plan.appliedOn && !plan.decision ? ['issued', 'refused'] : ['applied'];
}

/** The last day of the way to Japan, which can be taken back while nothing rests on it. */
export function lastStep({ plan, rights }: VisaView): Step | null {
  if (!plan || !rights.record || plan.leftOn || plan.settledOn) return null;
  if (plan.enteredOn) return 'entered';
  if (plan.decision) return plan.decision;
  if (plan.appliedOn) return 'applied';
  if (plan.coeIssuedOn) return 'coeIssued';
  return plan.coeAppliedOn ? 'coeApplied' : null;
}

export type DutyDay = 'exitReportedOn' | 'leftOn' | 'settledOn';

/** What was recorded last after the entry, which can be taken back. */
export function lastDuty({ plan, rights }: VisaView): DutyDay | null {
  if (!plan || !rights.guarantee) return null;
  if (plan.exitReportedOn) return 'exitReportedOn';
  if (plan.leftOn) return 'leftOn';
  return plan.settledOn ? 'settledOn' : null;
}

/** Whether the departure, or the report that a guarantor owes, can be recorded now. */
export function departs({ plan, rights }: VisaView): boolean {
  if (!plan?.enteredOn || !rights.guarantee) return false;
  return plan.medical ? !plan.exitReportedOn : !plan.leftOn;
}

/** How many papers of the list are there, of those that are needed. */
export function progressOf(items: readonly ItemView[]): { done: number; all: number } {
  const needed = items.filter(({ state }) => state !== 'notNeeded');
  return { done: needed.filter(({ state }) => state === 'brought').length, all: needed.length };
}

const GRAVE: readonly string[] = ['visaRanOut', 'arrivesTooLate', 'stayTooShort', 'stayOver'];

export function toneOf({ kind }: AlarmView): 'danger' | 'caution' {
  return GRAVE.includes(kind) ? 'danger' : 'caution';
}

/** An alarm in words: what does not fit, with its days. */
export function alarmText({ kind, limit, planned, item }: AlarmView, t: T<'visa'>, format: Format) {
  return t(`alarm.${kind}`, {
    limit: format.calendarDate(limit),
    planned: planned ? format.calendarDate(planned) : '',
    item: item ? t(`item.${item}`) : '',
  });
}

/** How the matter stands, in one word. */
export function standOf({ plan, closed }: VisaView) {
  if (!plan) return null;
  if (plan.exitReportedOn) return { key: 'reported', tone: 'good' } as const;
  if (plan.leftOn) return { key: 'left', tone: 'info' } as const;
  if (plan.enteredOn) return { key: 'entered', tone: 'good' } as const;
  // Of a case that is closed nothing is being prepared or applied for.
  if (closed) return { key: 'closed', tone: 'neutral' } as const;
  if (plan.decision === 'issued') return { key: 'issued', tone: 'good' } as const;
  if (plan.decision === 'refused') return { key: 'refused', tone: 'danger' } as const;
  if (plan.appliedOn) return { key: 'applied', tone: 'info' } as const;
  if (plan.way === 'none') return { key: 'free', tone: 'neutral' } as const;
  return { key: 'preparing', tone: 'waiting' } as const;
}
