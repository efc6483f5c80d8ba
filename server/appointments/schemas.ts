import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { calendarDay, CaseCode, PATIENT_LANGUAGES } from '#server/referrals/schemas.ts';
import {
  CANCEL_REASONS,
  LENGTHS,
  LINK_LIMIT,
  MODES,
  MOST_ALSO,
  MOST_TIMES,
  NOTE_LIMIT,
} from './plain.ts';

const length = z
  .number()
  .int()
  .refine((minutes) => (LENGTHS as readonly number[]).includes(minutes), 'invalid');

/** What an appointment needs: a department, what else of the hospital's, and an interpreter where the patient needs one. */
const needs = {
  code: CaseCode,
  department: z.string().min(1).max(80),
  minutes: length.default(60),
  interpreter: z.enum(PATIENT_LANGUAGES).nullable().default(null),
  /** People, rooms and vehicles of the hospital's that are taken as well, by their ids. */
  also: z.array(z.uuid()).max(MOST_ALSO).default([]),
};

export const OfCase = z.strictObject({ code: CaseCode });
export const Slots = z.strictObject({
  ...needs,
  department: z.string().max(80).default(''),
  /** The first of seven days, by the calendar of Japan. */
  from: calendarDay.nullable().default(null),
});
export const Propose = z.strictObject({
  ...needs,
  /** Of a follow-up: whether the patient comes again, or both sides meet by video. */
  mode: z.enum(MODES).default('inPerson'),
  startsAt: z
    .array(z.iso.datetime({ offset: true }))
    .refine((times) => times.length > 0, 'required')
    .refine((times) => times.length <= MOST_TIMES, 'tooManyTimes'),
});
export const Confirm = z.strictObject({
  appointmentId: id('appointment'),
  version: z.number().int().min(0),
  bookingId: z.uuid(),
});
export const Cancel = z.strictObject({
  appointmentId: id('appointment'),
  version: z.number().int().min(0),
  reason: z.enum(CANCEL_REASONS),
});
export const Calendar = z.strictObject({ appointmentId: id('appointment') });

/** What is sealed of where both sides meet by video: an address, and how to come in. */
export const MeetingWords = z.strictObject({
  url: z.url({ protocol: /^https$/ }).max(LINK_LIMIT),
  note: z.string().trim().max(NOTE_LIMIT).default(''),
});
export type MeetingWords = z.output<typeof MeetingWords>;
export const Arrange = z.strictObject({
  appointmentId: id('appointment'),
  version: z.number().int().min(0),
  ...MeetingWords.shape,
});
