import { idOf } from '../cast.ts';
import { atJapanTime, dayFrom } from '../dates.ts';
import type { Rows } from './insert.ts';

type SeedPlan = {
  case: string;
  org: string;
  by: string;
  way: 'single' | 'multiple';
  inpatient: boolean;
  /** Days from today. */
  arrives: number;
  leaves: number;
  written: number;
  applied?: number;
  issued?: number;
  entered?: number;
  stayDays?: number;
  guaranteed?: [number: string, on: number];
  settled?: number;
  left?: number;
  reported?: number;
  /** Papers that are there, and since when. */
  brought: readonly [item: string, by: string, on: number, paperOn?: number][];
};

/** One plan at its beginning, one whose patient is in hospital, one that is over. */
const PLANS: readonly SeedPlan[] = [
  {
    case: 'lung',
    org: 'kaedeno',
    by: 'sakiyama',
    way: 'single',
    inpatient: false,
    arrives: 30,
    leaves: 52,
    written: -3,
    brought: [
      ['passport', 'nattaya', -2],
      ['photo', 'nattaya', -2, -20],
    ],
  },
  {
    case: 'aorta',
    org: 'aoba',
    by: 'mori',
    way: 'single',
    inpatient: true,
    arrives: -8,
    leaves: 25,
    written: -42,
    applied: -26,
    issued: -18,
    entered: -8,
    stayDays: 90,
    guaranteed: ['MZ-0417', -29],
    brought: [
      ['certificate', 'mori', -30],
      ['passport', 'oyunchimeg', -30],
      ['form', 'oyunchimeg', -28],
      ['photo', 'oyunchimeg', -28, -35],
      ['funds', 'oyunchimeg', -28],
      ['companionPapers', 'oyunchimeg', -28],
      ['landing', 'oyunchimeg', -7],
    ],
  },
  {
    case: 'stenosis',
    org: 'shiinadai',
    by: 'wang',
    way: 'single',
    inpatient: true,
    arrives: -74,
    leaves: -48,
    written: -100,
    applied: -95,
    issued: -88,
    entered: -74,
    stayDays: 90,
    guaranteed: ['MZ-0392', -97],
    settled: -49,
    left: -48,
    reported: -46,
    brought: [
      ['certificate', 'wang', -98],
      ['passport', 'temuulen', -98],
      ['form', 'temuulen', -97],
      ['photo', 'temuulen', -97, -110],
      ['funds', 'temuulen', -97],
      ['companionPapers', 'temuulen', -97],
      ['landing', 'temuulen', -73],
    ],
  },
];

/** How the patients of these cases come to Japan. */
export function visaRows(today: Date): Rows {
  const day = (days: number | undefined) => (days === undefined ? null : dayFrom(today, days));
  return {
    visa_plan: PLANS.map((plan) => ({
      id: idOf('visaPlan', plan.case),
      referral_id: idOf('referral', plan.case),
      org_id: idOf('organisation', plan.org),
      way: plan.way,
      inpatient: plan.inpatient,
      companions: 1,
      arrives_on: day(plan.arrives),
      leaves_on: day(plan.leaves),
      applied_on: day(plan.applied),
      decision: plan.issued === undefined ? null : 'issued',
      decided_on: day(plan.issued),
      entered_on: day(plan.entered),
      stay_until: plan.entered === undefined ? null : day(plan.entered + plan.stayDays!),
      guarantee_number: plan.guaranteed?.[0] ?? null,
      guaranteed_on: day(plan.guaranteed?.[1]),
      settled_on: day(plan.settled),
      left_on: day(plan.left),
      exit_reported_on: day(plan.reported),
      version: 1,
      written_by: idOf('person', plan.by),
      written_at: atJapanTime(dayFrom(today, plan.written), '15:20'),
    })),
    visa_item: PLANS.flatMap((plan) =>
      plan.brought.map(([item, by, on, paperOn]) => ({
        plan_id: idOf('visaPlan', plan.case),
        item,
        state: 'brought',
        on_day: day(on),
        paper_on: day(paperOn),
        person_id: idOf('person', by),
        at: atJapanTime(dayFrom(today, on), '16:10'),
      })),
    ),
  };
}
