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

const rhythm = z.enum(['realtime', 'daily', 'weekly']);
/** A text and the language it is in, which may be another than the mail's. */
const written = z.strictObject({ text: line, lang: z.enum(['ja', 'en', 'zh', 'ko']) });
/** What a line of news may be about; of a referral it says no more than that. */
export const NEWS_TYPES = [
  'mentioned',
  'answered',
  'direct',
  'acknowledge',
  'vote',
  'outcome',
  'eventPublished',
  'eventChanged',
  'eventCancelled',
  'reportOpened',
  'reportWaiting',
  'reportClosed',
  'reportDecided',
  'barLifted',
  'heldReceived',
  'heldLate',
  'heldReleased',
  'heldRefused',
  'announced',
  'referral',
  'other',
] as const;

type Shape = z.ZodObject<Record<string, z.ZodType>>;
type MailKindSpec = {
  /** The only values that reach the mail; anything else is refused when it is queued. */
  vars: Shape;
  /** What the mail says where that is read when it is sent, by what `vars` point to. */
  content?: Shape;
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
    vars: z.strictObject({ path, at: moment, timeZone, device: line.nullable(), network: line }),
    urgent: true,
    staleAfterMinutes: 1440,
    limit: { most: 20, hours: 24, over: 'drop' },
  },
  invitation: {
    vars: z.strictObject({ path, org: line, inviter: line, until: moment, timeZone }),
    urgent: true,
    limit: { most: 10, hours: 24, over: 'wait' },
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
  'referral-chosen': {
    vars: z.strictObject({ path, code: caseCode, answerBy: moment, timeZone }),
  },
  'referral-reminder': {
    vars: z.strictObject({
      path,
      code: caseCode,
      answerBy: moment,
      timeZone,
      share: z.union([z.literal(25), z.literal(50), z.literal(90)]),
    }),
    staleAfterMinutes: 1440,
  },
  'referral-accepted': {
    vars: z.strictObject({ path, code: caseCode, to: z.enum(['officer', 'partner']) }),
  },
  'referral-summary': {
    vars: z.strictObject({ path, code: caseCode, until: moment, timeZone }),
    urgent: true,
  },
  'referral-emergency': {
    vars: z.strictObject({
      path,
      code: caseCode,
      to: z.enum(['reviewer', 'carer']),
      until: moment,
      reviewBy: moment,
      timeZone,
    }),
    urgent: true,
  },
  news: {
    // Which notifications, and of which time: what they say is asked when the mail goes out.
    vars: z.strictObject({
      rhythm,
      since: moment,
      until: moment,
      noticeIds: z.array(z.uuid()).max(100),
    }),
    content: z.strictObject({
      rhythm,
      since: moment,
      until: moment,
      /** What waits for the reader; of referrals only how many and until when. */
      waiting: z.array(
        z.strictObject({
          what: z.enum(['referralAnswer', 'referralWork', 'eventPublish']),
          count: z.int().min(1),
          title: written.nullable(),
          due: moment.nullable(),
          path,
        }),
      ),
      notices: z.array(
        z.strictObject({
          type: z.enum(NEWS_TYPES),
          who: z.array(line).max(3),
          more: z.int().min(0),
          title: written.nullable(),
          place: written.nullable(),
          excerpt: written.nullable(),
          path,
        }),
      ),
      projects: z.array(
        z.strictObject({
          title: written,
          path,
          threads: z.array(
            z.strictObject({
              title: written,
              path,
              unread: z.int().min(1),
              posts: z.array(
                z.strictObject({ who: line, org: line, excerpt: written.nullable(), path }),
              ),
            }),
          ),
        }),
      ),
      /** Threads with news that the mail has no room for. */
      moreThreads: z.int().min(0),
      unsubscribePath: path,
    }),
    staleAfterMinutes: 3 * 1440,
  },
} as const satisfies Record<string, MailKindSpec>;

export type MailKind = keyof typeof mailKinds;
/** What a use case gives. */
export type MailInput<Kind extends MailKind> = z.input<(typeof mailKinds)[Kind]['vars']>;
/** What a template gets. */
export type MailVars<Kind extends MailKind> = (typeof mailKinds)[Kind] extends {
  content: infer Content extends Shape;
}
  ? z.output<Content>
  : z.output<(typeof mailKinds)[Kind]['vars']>;

/** The schema of what a template gets. */
export function mailContent(kind: MailKind): Shape {
  return mailKindSpec(kind).content ?? mailKinds[kind].vars;
}

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
