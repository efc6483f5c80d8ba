import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

export const NameRepresentative = z.strictObject({
  personId: id('person'),
  orgId: id('organisation'),
  /** Whether the representative who names them is none any more. */
  stepDown: z.boolean(),
});
