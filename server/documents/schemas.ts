import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { CaseCode, OPEN_REASONS } from '#server/referrals/schemas.ts';

/** The two languages that a case's clinical text is kept in. */
export const LETTER_LANGUAGES = ['ja', 'en'] as const;

/** The case officer says why a patient is opened; sender and hospital have theirs by their part. */
const reason = z.enum(OPEN_REASONS).optional();

export const OfCase = z.strictObject({ code: CaseCode });
export const MakeLetter = z.strictObject({
  code: CaseCode,
  lang: z.enum(LETTER_LANGUAGES),
  reason,
});
export const Open = z.strictObject({ documentId: id('document'), reason });
