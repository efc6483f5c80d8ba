import { z } from 'zod';
import { LANGUAGES } from '#server/platform/access/actor.ts';
import { id } from '#server/platform/ids.ts';

export const POLL_KINDS = ['proposal', 'consent', 'count', 'score', 'date'] as const;
export type PollKind = (typeof POLL_KINDS)[number];

/** The answers of the kinds that have fixed ones; the others mark each of their options. */
export const CHOICES = {
  proposal: ['agree', 'abstain', 'disagree'],
  consent: ['consent', 'objection'],
  count: ['accept', 'decline'],
  score: [],
  date: [],
} as const satisfies Record<PollKind, readonly string[]>;
export type VoteChoice = (typeof CHOICES)[PollKind][number];

/** How high an option can be marked: scores from 0 to 5; a day is no (0), if need be (1) or yes (2). */
export const HIGHEST_MARK: Record<PollKind, number> = {
  proposal: 0,
  consent: 0,
  count: 0,
  score: 5,
  date: 2,
};

/** How long a poll stands open unless its author says otherwise. */
export const DEFAULT_DAYS: Record<PollKind, number> = {
  proposal: 7,
  consent: 7,
  count: 3,
  score: 7,
  date: 3,
};

export const RESULTS = ['shown', 'untilVote', 'untilClosed'] as const;
export type ResultsShown = (typeof RESULTS)[number];

export const QUESTION_LIMIT = 500;
export const OUTCOME_LIMIT = 2000;
export const VOTE_REASON_LIMIT = 1000;
export const OPTION_LIMIT = 120;
export const MOST_OPTIONS = 12;
/** A poll is open for at most this long. */
export const LONGEST_DAYS = 92;
/** And a vote is lent for at most this long. */
export const LONGEST_PROXY_DAYS = 366;

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const prose = (limit: number) =>
  z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, '\n').replace(CONTROLS, ''))
    .trim()
    .max(limit);
const version = z.number().int().min(0);

export const OpenPoll = z
  .strictObject({
    threadId: id('thread'),
    kind: z.enum(POLL_KINDS),
    question: prose(QUESTION_LIMIT).min(1),
    lang: z.enum(LANGUAGES),
    /** Without it the kind's own number of days from now. */
    closesAt: z.iso.datetime().optional(),
    results: z.enum(RESULTS).default('shown'),
    /** What is scored. */
    options: z.array(prose(OPTION_LIMIT).min(1)).max(MOST_OPTIONS).optional(),
    /** The moments to choose from. */
    dates: z.array(z.iso.datetime()).max(MOST_OPTIONS).optional(),
    clientId: z.uuid(),
  })
  .superRefine(({ kind, options = [], dates = [] }, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (kind === 'score' && new Set(options).size < 2) wrong('options', 'twoOptions');
    if (kind === 'date' && new Set(dates).size < 2) wrong('dates', 'twoOptions');
    if (kind !== 'score' && options.length > 0) wrong('options', 'invalid');
    if (kind !== 'date' && dates.length > 0) wrong('dates', 'invalid');
  });

export const CastVote = z.strictObject({
  pollId: id('poll'),
  /** Whose vote it is: the acting organisation's, or one that lent its vote. */
  orgId: id('organisation').optional(),
  choice: z.string().max(20).optional(),
  marks: z.record(z.uuid(), z.number().int().min(0).max(10)).optional(),
  reason: prose(VOTE_REASON_LIMIT).optional(),
  /** The version of the vote that is changed; null where none was cast as far as the voter saw. */
  version: version.nullable(),
});

export const OfPoll = z.strictObject({ pollId: id('poll') });
export const OfThread = z.strictObject({ threadId: id('thread') });
export const MoveDeadline = z.strictObject({
  pollId: id('poll'),
  closesAt: z.iso.datetime(),
  version,
});
export const ClosePoll = z.strictObject({ pollId: id('poll'), version });
export const StateOutcome = z.strictObject({
  pollId: id('poll'),
  outcome: prose(OUTCOME_LIMIT).min(1),
  lang: z.enum(LANGUAGES),
  version,
});

export const GiveProxy = z
  .strictObject({
    orgId: id('organisation'),
    toPersonId: id('person').optional(),
    toOrgId: id('organisation').optional(),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  })
  .superRefine(({ toPersonId, toOrgId }, context) => {
    if ((toPersonId === undefined) === (toOrgId === undefined)) {
      context.addIssue({ code: 'custom', path: ['toPersonId'], message: 'required' });
    }
  });
export const RevokeProxy = z.strictObject({ proxyId: id('voteProxy') });
export const Nothing = z.strictObject({});
