import { z } from 'zod';
import { LANGUAGES } from '#server/platform/access/actor.ts';
import { id } from '#server/platform/ids.ts';
import { Body, Title } from '#server/discussions/schemas.ts';

/** A conversation is between a few; what concerns more belongs into a project. */
export const MOST_PEOPLE = 12;

const personIds = z
  .array(id('person'))
  .min(1)
  .max(MOST_PEOPLE - 1)
  .overwrite((ids) => [...new Set(ids)]);
/** No name is a name too: the conversation is then called after its people. */
const name = z.union([z.literal(''), Title]);

export const Conversations = z.strictObject({});

export const Contacts = z.strictObject({
  q: z.string().trim().max(100).optional(),
  /** People to be named whether the words find them or not: those already chosen. */
  chosen: z
    .array(z.uuid())
    .max(MOST_PEOPLE - 1)
    .optional(),
});

export const Start = z.strictObject({
  personIds,
  name: name.optional(),
  body: Body,
  lang: z.enum(LANGUAGES),
  /** Made by the sender, so that sending again opens nothing twice. */
  clientId: z.uuid(),
});

export const AddPeople = z.strictObject({ threadId: id('thread'), personIds });
export const Leave = z.strictObject({ threadId: id('thread') });
export const Rename = z.strictObject({ threadId: id('thread'), name });
export const Block = z.strictObject({ threadId: id('thread'), personId: z.uuid() });
export const Unblock = z.strictObject({ personId: z.uuid() });
export const Reachable = z.strictObject({ personIds: z.array(z.uuid()).max(500) });
export const Blocked = z.strictObject({});
