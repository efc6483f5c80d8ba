import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { CaseCode } from '#server/referrals/schemas.ts';
import { EMERGENCY_WORDS, KEEPING_REASONS, LOG_VIEWS, VERDICTS } from './plain.ts';

export const OneCase = z.strictObject({ code: CaseCode });

export const AccessLog = z.strictObject({
  code: CaseCode,
  view: z.enum(LOG_VIEWS).default('patient'),
  /** Where the page before ended. */
  after: z
    .string()
    .regex(/^[\d:.TZ-]{20,30}~\w{1,40}$/, 'invalid')
    .optional(),
});

export const BreakGlass = z.strictObject({
  code: CaseCode,
  words: z.string().trim().min(EMERGENCY_WORDS.least).max(EMERGENCY_WORDS.most),
});
export const OneEmergency = z.strictObject({ emergencyId: id('emergency') });
export const ReviewBreakGlass = z.strictObject({
  emergencyId: id('emergency'),
  verdict: z.enum(VERDICTS),
  words: z.string().trim().min(1).max(EMERGENCY_WORDS.most),
});

export const AskErasure = z.strictObject({ code: CaseCode, reason: z.enum(KEEPING_REASONS.erase) });
export const AskHold = z.strictObject({
  code: CaseCode,
  /** False sets a hold, true lifts the one there is. */
  lift: z.boolean(),
  reason: z.enum(KEEPING_REASONS.hold),
});
export const OneRequest = z.strictObject({ requestId: id('caseRequest') });
export const DecideRequest = z.strictObject({
  requestId: id('caseRequest'),
  confirm: z.boolean(),
});
