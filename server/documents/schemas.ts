import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { CaseCode, OpenWhy } from '#server/referrals/schemas.ts';

/** The two languages that a case's clinical text is kept in. */
export const LETTER_LANGUAGES = ['ja', 'en'] as const;

export const OfCase = z.strictObject({ code: CaseCode });
export const MakeLetter = z.strictObject({
  code: CaseCode,
  lang: z.enum(LETTER_LANGUAGES),
  ...OpenWhy.shape,
});
export const Open = z.strictObject({ documentId: id('document'), ...OpenWhy.shape });
