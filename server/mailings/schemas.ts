import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** How mails come: each at once, or together once a day or a week. */
export const MAIL_RHYTHMS = ['realtime', 'daily', 'weekly', 'off'] as const;
export type MailRhythm = (typeof MAIL_RHYTHMS)[number];

const rhythm = z.enum(MAIL_RHYTHMS);
const minute = z.int().min(0).max(1439);

export const Preferences = z.strictObject({
  personal: rhythm,
  referrals: rhythm,
  discussions: rhythm,
  events: rhythm,
  /** Minutes after midnight; null: no quiet hours. */
  quietFrom: minute.nullable(),
  quietUntil: minute.nullable(),
  digestHour: z.int().min(0).max(23),
  /** Monday is 1. */
  digestDay: z.int().min(1).max(7),
});
export type Preferences = z.output<typeof Preferences>;

export const SavePreferences = Preferences.refine(
  ({ quietFrom, quietUntil }) =>
    (quietFrom === null) === (quietUntil === null) &&
    (quietFrom === null || quietFrom !== quietUntil),
  { message: 'quietHours', path: ['quietUntil'] },
);

/** `same` takes a difference back: the general choice holds again. */
export const SPACE_MAILS = ['same', ...MAIL_RHYTHMS] as const;
const spaceMail = z.enum(SPACE_MAILS);
const MOST_SPACES = 100;

export const SetSpaceMails = z
  .strictObject({
    projectIds: z.array(id('project')).max(MOST_SPACES).default([]),
    projectMails: z.array(spaceMail).max(MOST_SPACES).default([]),
    threadIds: z.array(id('thread')).max(MOST_SPACES).default([]),
    threadMails: z.array(spaceMail).max(MOST_SPACES).default([]),
  })
  .refine(
    (input) =>
      input.projectIds.length === input.projectMails.length &&
      input.threadIds.length === input.threadMails.length,
    { message: 'invalid' },
  );

export const PreferencesPage = z.strictObject({
  /** A thread to show among the spaces, though nothing was chosen for it yet. */
  threadId: id('thread').optional(),
});

/** What a link in a mail carries: who, and which of their mails. It is signed. */
export const Unsubscribe = z.strictObject({ token: z.string().max(400) });
