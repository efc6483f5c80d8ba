import { z } from 'zod';
import { Secret } from '#server/platform/secrets.ts';
import { CaseCode } from '#server/referrals/schemas.ts';
import { PART_LIMIT, SUMMARY_KINDS, SUMMARY_LANGS } from './plain.ts';

const part = z.string().trim().max(PART_LIMIT).default('');
const Parts = z.strictObject({
  diagnosis: part,
  treatment: part,
  medication: part,
  followUp: part,
});

/** What is sealed of a summary. */
export const SummaryWords = z.strictObject({ ja: Parts, en: Parts });
export type SummaryWords = z.output<typeof SummaryWords>;

const version = z.number().int().min(0);
export const OfCase = z.strictObject({ code: CaseCode });
export const Read = z.strictObject({
  code: CaseCode,
  /** Left out: what is written back of the case where it stands. */
  kind: z.enum(SUMMARY_KINDS).optional(),
  /** The hospital's own draft instead of the version in force. */
  draft: z.boolean().default(false),
});
export const Save = z.strictObject({
  code: CaseCode,
  /** Of the draft that it was made from; null where there is none yet. */
  version: version.nullable(),
  words: SummaryWords,
});
export const Print = z.strictObject({
  code: CaseCode,
  lang: z.enum(SUMMARY_LANGS),
  /** As in `Read`: an opinion given before a stay is printed beside the summary of the stay. */
  kind: z.enum(SUMMARY_KINDS).optional(),
});
export const Issue = z.strictObject({ code: CaseCode, version });
export const Send = z.strictObject({
  code: CaseCode,
  address: z.email().max(254),
  name: z.string().trim().min(1, 'required').max(120),
  lang: z.enum(['ja', 'en', 'zh', 'ko']),
});
export const Open = z.strictObject({ secret: Secret, code: z.string().max(40) });
export const Acknowledge = z.strictObject({ secret: Secret });
