import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import {
  ADDED_KINDS,
  CONSORTIUM_PRIVACY,
  CONSORTIUM_STATES,
  CURRENCIES,
  type RoleKind,
} from './plain.ts';

export type Label = { ja?: string; en?: string; zh?: string; ko?: string };

// PostgreSQL refuses NUL, and no reader is served by the other control characters.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '');
const line = (max: number) =>
  z
    .string()
    .overwrite((text) => clean(text).replace(/\s+/g, ' '))
    .trim()
    .max(max);
const prose = (max: number) => z.string().overwrite(clean).trim().max(max);

/** A text in the forum's languages; an empty one takes a language away. */
function words(one: z.ZodType<string>, isNeeded: boolean) {
  const all = z
    .strictObject({
      ja: one.optional(),
      en: one.optional(),
      zh: one.optional(),
      ko: one.optional(),
    })
    .transform(
      (given) => Object.fromEntries(Object.entries(given).filter(([, text]) => text)) as Label,
    );
  return isNeeded ? all.refine((given) => Object.keys(given).length > 0, 'required') : all;
}

const code = z.string().regex(/^[a-z0-9-]{1,60}$/);
const day = z.iso.date();
const unique = <T>(all: T[]) => [...new Set(all)];
/** Minor units of the currency. */
const amount = z.number().int().min(0).max(1e13).nullable();

const ofConsortium = { consortiumId: id('consortium') };
const ofSeat = { seatId: id('seat') };

/** The library item of a support programme, by its short name. */
const programme = z.string().trim().min(1).max(200);

export const Start = z.strictObject({
  /** One of them says what the application is for. */
  programme: programme.optional(),
  project: z.string().min(1).max(100).optional(),
});
export const Begin = z.strictObject({
  programme,
  title: words(line(120), true),
  summary: words(prose(1000), true),
  direction: code,
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(20)
    .overwrite(unique),
  fields: z.array(code).max(17).overwrite(unique),
  privacy: z.enum(CONSORTIUM_PRIVACY),
  targetOn: day.nullable().default(null),
  /** Made by the form, so that sending it twice makes one. */
  clientId: z.uuid(),
});
export const BeginFor = z.strictObject({
  projectId: id('project'),
  programme,
  targetOn: day.nullable().default(null),
});
export const Listing = z.strictObject({});
/** A project by its short name in addresses, or its id. */
export const OfProject = z.strictObject({ project: z.string().min(1).max(100) });
export const OneConsortium = z.strictObject({
  ...ofConsortium,
  /** The role for which those who lead look for somebody. */
  candidatesFor: z.uuid().optional(),
});

export const OpenFolder = z.strictObject(ofConsortium);

export const SetFrame = z.strictObject({
  ...ofConsortium,
  version: z.number().int().min(0),
  targetOn: day.nullable(),
  cost: amount,
  asked: amount,
  currency: z.enum(Object.keys(CURRENCIES) as [string, ...string[]]),
});
export const Conclude = z.strictObject({
  ...ofConsortium,
  version: z.number().int().min(0),
  state: z.enum(CONSORTIUM_STATES),
});
export const PlanSteps = z.strictObject(ofConsortium);

export const AddRole = z.strictObject({
  ...ofConsortium,
  kind: z.enum(ADDED_KINDS as [RoleKind, ...RoleKind[]]),
  task: words(line(160), false),
  required: z.boolean().default(true),
});
export const SetRole = z.strictObject({
  ...ofConsortium,
  roleId: z.uuid(),
  required: z.boolean(),
  open: z.boolean(),
});
export const RemoveRole = z.strictObject({ ...ofConsortium, roleId: z.uuid() });

export const Invite = z.strictObject({
  ...ofConsortium,
  roleId: z.uuid(),
  orgId: id('organisation'),
  message: prose(1000).default(''),
  answerBy: day.nullable().default(null),
});
export const Offer = z.strictObject({
  ...ofConsortium,
  roleId: z.uuid(),
  message: prose(1000).default(''),
});
const answer = { accept: z.boolean(), reason: prose(1000).default('') };
export const AnswerOffer = z.strictObject({ ...ofConsortium, offerId: z.uuid(), ...answer });
export const Withdraw = z.strictObject({ ...ofConsortium, invitationId: z.uuid() });
export const AnswerInvitation = z.strictObject({ ...ofSeat, ...answer });
export const TakeBack = z.strictObject(ofSeat);
export const SetConsent = z.strictObject({
  ...ofSeat,
  given: z.boolean(),
  /** The signed form, where it is a file that the organisation has added to the project's library. */
  fileId: id('projectFile').optional(),
});
