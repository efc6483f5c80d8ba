import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { calendarDay, CaseCode } from '#server/referrals/schemas.ts';
import {
  COE_BY,
  ITEM_STATES,
  LINE_LIMIT,
  MOST_COMPANIONS,
  MOST_STAGES,
  NOT_NEEDED,
  PAPER_KINDS,
  PAPER_LANGS,
  PURPOSES,
  REPORTED_TO,
  STAGE_PLACES,
  STEPS,
  TICKED,
  WAYS,
} from './plain.ts';

const version = z.number().int().min(0);
const line = z.string().trim().max(LINE_LIMIT).default('');
const prose = z.string().trim().max(4000).default('');

/** A number that somebody gave a paper: no words, so that no name comes in with it. */
const paperNumber = z
  .string()
  .trim()
  .max(40)
  .regex(/^(?=.*\d)[A-Za-z0-9第号./-]+$/, 'format.regex');

export const OfCase = z.strictObject({ code: CaseCode });

export const SavePlan = z.strictObject({
  code: CaseCode,
  /** Of the plan that it was made from; null where there is none yet. */
  version: version.nullable(),
  way: z.enum(WAYS),
  inpatient: z.boolean(),
  coeBy: z.enum(COE_BY).nullable().default(null),
  companions: z.number().int().min(0).max(MOST_COMPANIONS),
  arrivesOn: calendarDay,
  leavesOn: calendarDay,
});

export const NameGuarantor = z.strictObject({
  code: CaseCode,
  orgId: id('organisation').nullable(),
  /** Who is the guarantor as the caller read it. */
  was: z.uuid().nullable(),
});

export const Bring = z
  .strictObject({
    code: CaseCode,
    item: z.enum(TICKED),
    /** Of the item; 0 where nobody has said anything of it. */
    version,
    state: z.enum(ITEM_STATES),
    on: calendarDay.nullable().default(null),
    /** The day on the paper. */
    paperOn: calendarDay.nullable().default(null),
    reason: z.enum(NOT_NEEDED).nullable().default(null),
  })
  .refine(({ state, on }) => state !== 'brought' || on !== null, {
    path: ['on'],
    message: 'required',
  })
  .refine(({ state, reason }) => state !== 'notNeeded' || reason !== null, {
    path: ['reason'],
    message: 'required',
  });

export const Record = z
  .strictObject({
    code: CaseCode,
    version,
    step: z.enum(STEPS),
    on: calendarDay,
    /** Of an issued visa its own last day for entering: always of one for several entries. */
    validUntil: calendarDay.nullable().default(null),
    /** Of an entry: the last day of the stay on the landing permission. */
    stayUntil: calendarDay.nullable().default(null),
  })
  .refine(({ step, stayUntil }) => step !== 'entered' || stayUntil !== null, {
    path: ['stayUntil'],
    message: 'required',
  });
export type Record = z.output<typeof Record>;

/** What was recorded last: of the way to Japan, or of what the guarantor answers for. */
export const TakeBack = z.strictObject({ code: CaseCode, version });

export const Guarantee = z.strictObject({
  code: CaseCode,
  version,
  /** The number that the guarantor gave its certificate: no words, so that no name comes in with it. */
  number: paperNumber.min(1, 'required'),
  on: calendarDay,
});
export const Settle = z.strictObject({ code: CaseCode, version, on: calendarDay });
export const ReportChange = z.strictObject({
  code: CaseCode,
  reportId: z.uuid(),
  version,
  on: calendarDay,
  to: z.enum(REPORTED_TO),
  /** The number that whoever took it has given. */
  reference: z.union([z.literal(''), paperNumber]).default(''),
});
export const TakeBackReport = z.strictObject({ code: CaseCode, reportId: z.uuid(), version });
export const ReportPaper = z.strictObject({
  code: CaseCode,
  reportId: z.uuid(),
  lang: z.enum(PAPER_LANGS),
});
export const ReportExit = z.strictObject({
  code: CaseCode,
  version,
  leftOn: calendarDay,
  /** When the report went to the ministry or embassy; null while only the departure is known. */
  reportedOn: calendarDay.nullable().default(null),
});

const inLangs = z.strictObject({ ja: prose, en: prose });
/** From when to when, where, and what is done. */
const Stage = z
  .strictObject({
    from: calendarDay,
    to: calendarDay,
    place: z.enum(STAGE_PLACES),
    text: z.strictObject({ ja: line, en: line }),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'endsBeforeStart' });

/** What a paper says beside the plan: sealed with the order and forgotten once it is printed. */
export const OrderPaper = z.strictObject({
  code: CaseCode,
  version,
  kind: z.enum(PAPER_KINDS),
  langs: z
    .array(z.enum(PAPER_LANGS))
    .max(2)
    .refine((langs) => langs.length > 0, 'visa.noLanguage'),
  diagnosis: z.strictObject({ ja: line, en: line }),
  plan: inLangs,
  physician: z.string().trim().min(1, 'required').max(120),
  department: line,
  purpose: z.enum(PURPOSES).default('treatment'),
  /** Of the certificate: everybody who comes along. */
  companions: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1, 'required').max(120),
        relation: z.string().trim().min(1, 'required').max(60),
        birthDate: z.union([z.literal(''), calendarDay]).default(''),
        passport: z.string().trim().max(40).default(''),
      }),
    )
    .max(MOST_COMPANIONS)
    .default([]),
  /** Of the treatment schedule; a line that was left empty is null, so that the others keep their place. */
  stages: z.array(Stage.nullable()).max(MOST_STAGES).default([]),
  /** Of the letter of acceptance: one condition a line. */
  conditions: prose.refine((text) => {
    const all = text.split('\n').filter((each) => each.trim() !== '');
    return all.length <= 12 && all.every((each) => each.trim().length <= 300);
  }, 'tooBig'),
});
export type OrderPaper = z.output<typeof OrderPaper>;
