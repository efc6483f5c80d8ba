import { z } from 'zod';

export const Email = z.string().trim().min(3).max(254);
export const Password = z.string().min(1).max(1024);
export const Code = z.string().trim().min(6).max(20);
export const Lang = z.enum(['ja', 'en', 'zh', 'ko']);
export const TimeZone = z.string().max(64).refine(isTimeZone, 'unknownTimeZone');

/** What an API token may be used for, by capability; `write` includes `read`. */
export const TOKEN_SCOPES = [
  'discussions:read',
  'discussions:write',
  'events:read',
  'events:write',
  'referrals:read',
  'referrals:write',
  'interop:read',
  'interop:write',
  'library:read',
  'membership:read',
  'channels:read',
] as const;

export const SignIn = z.strictObject({ email: Email, password: Password });
export const SignInSecondFactor = z.strictObject({ ticket: z.string().max(100), code: Code });
export const RequestPasswordReset = z.strictObject({ email: Email });
export const ResetPassword = z.strictObject({ token: z.string().max(100), password: Password });
export const ChangePassword = z.strictObject({ current: Password, password: Password });
export const SwitchOrganisation = z.strictObject({ orgId: z.uuid() });
/** A question as a page asked it. */
export const Elsewhere = z.strictObject({ name: z.string().max(100), input: z.unknown() });
export const SetLanguage = z.strictObject({ lang: Lang });
export const UpdateProfile = z.strictObject({
  familyName: z.string().trim().min(1).max(100),
  givenName: z.string().trim().max(100),
  familyReading: z.string().trim().max(100).optional(),
  givenReading: z.string().trim().max(100).optional(),
  latinName: z.string().trim().max(200).optional(),
  lang: Lang,
  timeZone: TimeZone,
});
export const StepUp = z.strictObject({ code: Code.optional(), password: Password.optional() });
export const StartSecondFactor = z.strictObject({ current: Password });
export const ConfirmSecondFactor = z.strictObject({ code: Code });
export const EndSession = z.strictObject({ sessionId: z.string().regex(/^[0-9a-f]{12}$/) });
export const ForgetDevice = z.strictObject({ deviceId: z.string().regex(/^[0-9a-f]{12}$/) });
export const SignInCheck = z.strictObject({ token: z.string().max(100) });
/** What a door knows of the browser of a sign-in. */
export const Browser = z.strictObject({
  userAgent: z.string().max(300).optional(),
  /** The cookie that this forum gave it at an earlier sign-in. */
  device: z
    .string()
    .regex(/^[\w-]{43}$/)
    .optional(),
});
export const OwnSessions = z.strictObject({ device: Browser.shape.device });
export const CreateToken = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1),
  days: z.number().int().min(1).max(365),
});
export const RevokeToken = z.strictObject({ tokenId: z.uuid() });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
