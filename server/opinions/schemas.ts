import { z } from 'zod';
import { MeetingWords } from '#server/appointments/schemas.ts';
import { CaseCode } from '#server/referrals/schemas.ts';
import { OPINION_AIMS } from './plain.ts';

export const OfCase = z.strictObject({ code: CaseCode });
export const Propose = z.strictObject({ code: CaseCode, aim: z.enum(OPINION_AIMS) });
/** A step of the second opinion as of the version that its caller read. */
const step = { code: CaseCode, version: z.number().int().min(0) };
export const Step = z.strictObject(step);
export const Answer = z.strictObject({ ...step, agree: z.boolean() });

export const Arrange = z.strictObject({ ...step, ...MeetingWords.shape });
