import { z } from 'zod';
import { singleLine } from '#server/platform/mail/address.ts';

/** One line of text that people wrote: a title, a place. */
const line = z.string().transform(singleLine).pipe(z.string().min(1).max(300));
/** A path of the forum; a link to anywhere else cannot be expressed. */
const path = z
  .string()
  .max(500)
  .regex(/^\/(?!\/)[\w./?=&%~-]*$/);
const moment = z.iso.datetime();
const timeZone = z.string().refine(isTimeZone, 'not a time zone');
/** Eight characters and the check character. It is all that a mail may say of a case. */
const caseCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}-[0-9A-HJKMNP-TV-Z*~$=U]$/);

type Shape = z.ZodObject<Record<string, z.ZodType>>;
type MailKindSpec = {
  /** The only values that reach the mail; anything else is refused when it is queued. */
  vars: Shape;
  /** Sent before the others, and never held back by a limit: without it somebody stands outside. */
  urgent?: true;
  /** After this it would only confuse. */
  staleAfterMinutes?: number;
  /** At most so many to one person; what is over waits, or is dropped where waiting is pointless. */
  limit?: { most: number; hours: number; over: 'wait' | 'drop' };
};

const event = {
  path,
  title: line,
  startsAt: moment,
  endsAt: moment,
  timeZone,
  venue: line.nullable(),
};

/** Every mail of the forum and what it may say. */
export const mailKinds = {
  'password-reset': {
    vars: z.strictObject({ path, minutes: z.int().min(1).max(1440) }),
    urgent: true,
    staleAfterMinutes: 30,
    limit: { most: 5, hours: 24, over: 'drop' },
  },
  'sign-in-new-device': {
    vars: z.strictObject({ path, at: moment, timeZone, device: line }),
    urgent: true,
    staleAfterMinutes: 1440,
    limit: { most: 20, hours: 24, over: 'drop' },
  },
  'event-registration-confirmed': {
    vars: z.strictObject({
      ...event,
      /** The same for every mail about this seat, so that a calendar keeps one entry. */
      uid: z.uuid(),
      /** Rises with each change of the event. */
      sequence: z.int().min(0),
    }),
  },
  'event-registration-waiting': {
    vars: z.strictObject({ ...event, position: z.int().min(1).nullable() }),
  },
  'referral-offered': {
    vars: z.strictObject({ path, code: caseCode, answerBy: moment.nullable(), timeZone }),
  },
  'referral-accepted': {
    vars: z.strictObject({ path, code: caseCode, to: z.enum(['officer', 'partner']) }),
  },
} as const satisfies Record<string, MailKindSpec>;

export type MailKind = keyof typeof mailKinds;
/** What a use case gives. */
export type MailInput<Kind extends MailKind> = z.input<(typeof mailKinds)[Kind]['vars']>;
/** What a template gets. */
export type MailVars<Kind extends MailKind> = z.output<(typeof mailKinds)[Kind]['vars']>;

export const defaultLimit = { most: 20, hours: 1, over: 'wait' } as const;

export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(mailKinds, kind);
}

export function mailKindSpec(kind: MailKind): MailKindSpec {
  return mailKinds[kind];
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
