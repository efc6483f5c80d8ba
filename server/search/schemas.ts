import { z } from 'zod';
import { foldTag } from '#server/discussions/schemas.ts';
import { LANGUAGES } from '#server/platform/access/actor.ts';
import { id } from '#server/platform/ids.ts';

export const KINDS = [
  'post',
  'thread',
  'project',
  'person',
  'organisation',
  'event',
  'library',
  'projectFile',
  'attachment',
] as const;
export type Kind = (typeof KINDS)[number];

export const ORDERS = ['relevance', 'newest'] as const;
export type Order = (typeof ORDERS)[number];

/** How far back, in days. */
export const PERIODS = [7, 30, 365] as const;
export type Period = (typeof PERIODS)[number];

export const LONGEST_QUESTION = 200;
const q = z.string().trim().max(LONGEST_QUESTION);

export const Everything = z.strictObject({
  q,
  kind: z.enum(KINDS).optional(),
  /** Only in this project: itself, its threads, their posts. */
  projectId: id('project').optional(),
  /** Only posts of this thread. */
  threadId: id('thread').optional(),
  /** Only threads with this tag, and what stands in them. */
  tag: z.string().max(100).overwrite(foldTag).min(1).optional(),
  /** Written for this organisation, or its own. */
  orgId: id('organisation').optional(),
  days: z.literal(PERIODS).optional(),
  lang: z.enum(LANGUAGES).optional(),
  order: z.enum(ORDERS).default('relevance'),
  /** Where the page before ended, as it said. */
  after: z
    .string()
    .max(120)
    .regex(/^-?[\d.]+_[\d.]+_[0-9a-f-]{36}$/)
    .optional(),
});
export type Filters = Pick<
  z.output<typeof Everything>,
  'kind' | 'projectId' | 'threadId' | 'tag' | 'orgId' | 'days' | 'lang'
>;

export const Instant = z.strictObject({ q });
