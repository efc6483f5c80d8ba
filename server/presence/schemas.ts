import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

/** More people than a page of the forum names at once. */
const MOST_ASKED = 200;

export const Of = z.strictObject({ personIds: z.array(z.uuid()).max(MOST_ASKED) });
export const InThread = z.strictObject({ threadId: id('thread') });
export const InProject = z.strictObject({ project: z.string().min(1).max(100) });
export const Own = z.strictObject({});
export const Choose = z.strictObject({ hidden: z.boolean() });
