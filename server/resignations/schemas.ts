import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

export const ResignationPage = z.strictObject({ slug: z.string().max(100) });
export const AnnounceResignation = z.strictObject({
  orgId: id('organisation'),
  /** The last day of the membership: today at the earliest, a year from now at the latest. */
  leavesOn: z.iso.date(),
  /** The organisation's name in any of its languages, typed out by whoever means it. */
  name: z.string().trim().min(1).max(200),
});
/** The resignation as its page showed it: one that has changed meanwhile is another question. */
export const SettleResignation = z.strictObject({
  orgId: id('organisation'),
  version: z.int().min(0),
});
export const Leaving = z.strictObject({});
