import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { CaseCode, OpenWhy } from '#server/referrals/schemas.ts';
import { MOST_PAPERS, TEXT_LIMIT } from './plain.ts';

const place = z.number().int().min(1);

export const OfCase = z.strictObject({ code: CaseCode });
export const Messages = z.strictObject({
  code: CaseCode,
  /** An earlier hospital of the case, for sender and officer; without it the one that has it. */
  hospitalId: id('organisation').optional(),
  /** Those before this place; without it the newest. */
  before: place.nullable().default(null),
  ...OpenWhy.shape,
});
export const Post = z
  .strictObject({
    code: CaseCode,
    /** Of the form: sent twice it is one message. */
    clientId: z.uuid(),
    kind: z.enum(['message', 'question']).default('message'),
    text: z.string().trim().min(1, 'required').max(TEXT_LIMIT),
    /** The place of the question that it answers. */
    answers: place.nullable().default(null),
    documentIds: z.array(id('document')).max(MOST_PAPERS).default([]),
  })
  .refine(({ kind, answers }) => kind === 'message' || answers === null, {
    path: ['kind'],
    message: 'invalid',
  });
export const MarkRead = z.strictObject({ code: CaseCode, place });
