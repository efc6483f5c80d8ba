import { z } from 'zod';
import { CaseCode, OpenWhy } from '#server/referrals/schemas.ts';

export const OneCase = z.strictObject({ code: CaseCode });
/** A case and why it is opened; the case officer says so. */
export const OpenCase = z.strictObject({ code: CaseCode, ...OpenWhy.shape });
/** What the link of an export carries: 32 random bytes in base64url. */
export const LinkSecret = z.string().regex(/^[\w-]{43}$/, 'invalid');
export const TakeExport = z.strictObject({ code: CaseCode, secret: LinkSecret });
/** A FHIR R4 Bundle as a partner's system made it; what of it is read is checked by `importing/`. */
export const ImportBundle = z.strictObject({ bundle: z.record(z.string(), z.unknown()) });
/** `since` is the version that the caller has; where it is still the newest, nothing else is answered. */
export const FollowTask = z.strictObject({
  code: CaseCode,
  since: z.number().int().min(0).optional(),
});
