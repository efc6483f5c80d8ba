import { z } from 'zod';
import { Email, Lang, Password, TimeZone } from '#server/account/schemas.ts';
import { id } from '#server/platform/ids.ts';
import { Secret } from '#server/platform/secrets.ts';
import { INVITED_ROLES } from './plain.ts';

export const InvitationsPage = z.strictObject({ slug: z.string().max(100) });
export const Invite = z.strictObject({
  orgId: id('organisation'),
  email: Email,
  /** What the mail is written in, and what the forum speaks to them at first. */
  lang: Lang,
});
export const InviteWithRole = Invite.extend({ role: z.enum(INVITED_ROLES) });
/** An invitation as its list showed it. */
export const SettleInvitation = z.strictObject({
  orgId: id('organisation'),
  invitationId: z.uuid(),
  version: z.int().min(0),
});
export const OpenInvitation = z.strictObject({ secret: z.string().max(100) });
export const JoinInvitation = z.strictObject({ secret: Secret });
export const AcceptInvitation = z.strictObject({
  secret: Secret,
  familyName: z.string().trim().min(1).max(100),
  givenName: z.string().trim().max(100),
  familyReading: z.string().trim().max(100).optional(),
  givenReading: z.string().trim().max(100).optional(),
  latinName: z.string().trim().max(200).optional(),
  timeZone: TimeZone,
  password: Password,
});
