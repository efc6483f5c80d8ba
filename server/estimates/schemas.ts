import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { calendarDay, CaseCode } from '#server/referrals/schemas.ts';
import { CURRENCIES, DECLINE_REASONS, LINE_KINDS, MOST_LINES, WAIVE_REASONS } from './plain.ts';

const line = z.string().trim().max(300);
const prose = z.string().trim().max(4000).default('');
const yen = z.number().int().min(0).max(1_000_000_000);

/** A line: what for, in the two languages of the paper; how many; each from and to, in points or yen. */
export const EstimateLine = z
  .strictObject({
    kind: z.enum(LINE_KINDS),
    ja: line.default(''),
    en: line.default(''),
    quantity: z.number().int().min(1).max(999).default(1),
    low: yen,
    high: yen,
  })
  .refine(({ low, high }) => low <= high, { path: ['high'], message: 'lowerThanLow' });
export type EstimateLine = z.output<typeof EstimateLine>;

/** What is sealed of an estimate. */
export const EstimateWords = z.strictObject({
  lines: z.array(EstimateLine).min(1, 'required').max(MOST_LINES),
  diagnosis: line.default(''),
  plan: prose,
  /** One assumption a line: as many and as long as the paper prints. */
  assumptions: prose.refine((text) => {
    const all = text.split('\n').filter((each) => each.trim() !== '');
    return all.length <= 20 && all.every((each) => each.trim().length <= 300);
  }, 'tooBig'),
  depositTerms: prose,
});
export type EstimateWords = z.output<typeof EstimateWords>;

const rate = z.strictObject({
  currency: z.enum(CURRENCIES),
  /** Yen for one unit of it. */
  yenPerUnit: z.number().positive().max(1_000_000),
  on: calendarDay,
});

export const SaveDraft = z.strictObject({
  code: CaseCode,
  /** Of the draft that it was made from; null where there is none yet. */
  version: z.number().int().min(0).nullable(),
  yenPerPoint: z.number().int().min(1).max(1000),
  taxPercent: z.number().int().min(0).max(30),
  depositYen: yen,
  validUntil: calendarDay,
  rate: rate.nullable().default(null),
  words: EstimateWords,
});
export type SaveDraft = z.output<typeof SaveDraft>;

const one = { estimateId: id('estimate'), version: z.number().int().min(0) };
export const OfCase = z.strictObject({ code: CaseCode });
export const Detail = z.strictObject({ estimateId: id('estimate') });
export const Step = z.strictObject(one);
export const Decline = z
  .strictObject({
    ...one,
    reason: z.enum(DECLINE_REASONS),
    words: z.string().trim().max(1000).default(''),
  })
  .refine(({ reason, words }) => reason !== 'other' || words !== '', {
    path: ['words'],
    message: 'required',
  });
export const RecordDeposit = z.strictObject({
  code: CaseCode,
  clientId: z.uuid(),
  amountYen: yen.min(1, 'required'),
  on: calendarDay,
  receipt: z.string().trim().min(1, 'required').max(80),
});
export const WaiveDeposit = z
  .strictObject({
    code: CaseCode,
    clientId: z.uuid(),
    reason: z.enum(WAIVE_REASONS),
    words: z.string().trim().max(1000).default(''),
  })
  .refine(({ reason, words }) => reason !== 'other' || words !== '', {
    path: ['words'],
    message: 'required',
  });
export const UndoDeposit = z.strictObject({ code: CaseCode, depositId: z.uuid() });
export const Print = z.strictObject({ estimateId: id('estimate'), lang: z.enum(['ja', 'en']) });
