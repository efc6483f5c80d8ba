import { z } from 'zod';
import { Secret } from '#server/platform/secrets.ts';
import { calendarDay, CaseCode } from '#server/referrals/schemas.ts';
import { CONTACT_LIMIT, PAGE_LANGS } from './plain.ts';

export const OfCase = z.strictObject({ code: CaseCode });
export const Open = z.strictObject({
  code: CaseCode,
  /** How the coordinator can be reached, for the patient to read. */
  contact: z.string().trim().min(1, 'required').max(CONTACT_LIMIT),
  /** In which the page begins. */
  lang: z.enum(PAGE_LANGS),
});
/** A secret that is none is answered like one that opens nothing. */
export const Enter = z.strictObject({ secret: z.string().max(100), birthDate: calendarDay });
export const Read = z.strictObject({ secret: Secret, visit: Secret });
