import { z } from 'zod';
import { CaseCode } from '#server/referrals/schemas.ts';
import { LINK_LIMIT, NOTE_LIMIT, OPINION_AIMS } from './plain.ts';

export const OfCase = z.strictObject({ code: CaseCode });
export const Propose = z.strictObject({ code: CaseCode, aim: z.enum(OPINION_AIMS) });
/** A step of the second opinion as of the version that its caller read. */
const step = { code: CaseCode, version: z.number().int().min(0) };
export const Step = z.strictObject(step);
export const Answer = z.strictObject({ ...step, agree: z.boolean() });

/** What is sealed of where both sides meet: an address, and how to come in. */
export const MeetingWords = z.strictObject({
  url: z.url({ protocol: /^https$/ }).max(LINK_LIMIT),
  note: z.string().trim().max(NOTE_LIMIT).default(''),
});
export type MeetingWords = z.output<typeof MeetingWords>;
export const Arrange = z.strictObject({ ...step, ...MeetingWords.shape });
