import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** Why a post is reported. `patient`: it says something of a patient that does not belong there. */
export const REPORT_REASONS = [
  'insult',
  'confidential',
  'patient',
  'advertising',
  'false',
  'other',
] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

/** What the secretariat can decide about a reported post, the mildest first. */
export const OUTCOMES = ['none', 'warned', 'removed', 'barred'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `barred`: those whose author is barred from writing now. */
export const QUEUE_VIEWS = ['open', 'mine', 'decided', 'barred'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];

export const WORDS_LIMIT = 2000;
/** So many posts before the reported one can be shared of a conversation between people. */
export const CONTEXT_POSTS = 5;
export const BAR_DAYS = { least: 1, most: 365 } as const;

export const OfPost = z.strictObject({ postId: id('post') });
export const ReportPost = z.strictObject({
  postId: id('post'),
  reason: z.enum(REPORT_REASONS),
  words: z.string().trim().max(WORDS_LIMIT).default(''),
  /** Of a conversation between people: how many posts before it the secretariat may read. */
  context: z.number().int().min(0).max(CONTEXT_POSTS).default(0),
});

export const OfReport = z.strictObject({ reportId: id('report') });
export const Queue = z.strictObject({
  view: z.enum(QUEUE_VIEWS).default('open'),
  /** The moment and the id of the last line of the page before. */
  after: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z~[0-9a-f-]{36}$/)
    .optional(),
});
export const LiftBar = z.strictObject({
  reportId: id('report'),
  /** Read by whoever was barred. */
  reason: z.string().trim().min(1, { error: 'required' }).max(WORDS_LIMIT),
});
export const OfHeld = z.strictObject({ heldId: id('held') });
export const RefusePost = z.strictObject({
  heldId: id('held'),
  /** Read by whoever wrote it. */
  reason: z.string().trim().min(1, { error: 'required' }).max(WORDS_LIMIT),
});
export const HoldFirstPosts = z.strictObject({ on: z.boolean() });

export const Decide = z
  .strictObject({
    reportId: id('report'),
    outcome: z.enum(OUTCOMES),
    /** Read by whoever wrote the post, where something was done about it. */
    explanation: z.string().trim().min(1, { error: 'required' }).max(WORDS_LIMIT),
    /** Of `barred`: for how many days. */
    days: z.number().int().min(BAR_DAYS.least).max(BAR_DAYS.most).optional(),
  })
  .refine(({ outcome, days }) => outcome !== 'barred' || days !== undefined, {
    path: ['days'],
    error: 'required',
  });
