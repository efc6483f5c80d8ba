import { z } from 'zod';
import { Secret } from '#server/platform/secrets.ts';
import { CaseCode, OpenWhy } from '#server/referrals/schemas.ts';

export const OneCase = z.strictObject({ code: CaseCode });
/** A case and why it is opened; the case officer says so. */
export const OpenCase = z.strictObject({ code: CaseCode, ...OpenWhy.shape });
/** The two languages that a case's clinical text is kept in. */
export const PrintCase = z.strictObject({ ...OpenCase.shape, lang: z.enum(['ja', 'en']) });
export const TakeExport = z.strictObject({ code: CaseCode, secret: Secret });
/** A FHIR R4 Bundle as a partner's system made it; what of it is read is checked by `importing/`. */
export const ImportBundle = z.strictObject({ bundle: z.record(z.string(), z.unknown()) });
/** `since` is the version that the caller has; where it is still the newest, nothing else is answered. */
export const FollowTask = z.strictObject({
  code: CaseCode,
  since: z.number().int().min(0).optional(),
});
