import { z } from 'zod';
import { id } from '#server/platform/ids.ts';
import { CAPACITIES } from './plain.ts';

export const OrganisationKind = z.enum([
  'hospital',
  'society',
  'company',
  'government',
  'partner',
  'facilitator',
  'secretariat',
]);

export const ListOrganisations = z.strictObject({
  kind: OrganisationKind.optional(),
  country: z.string().length(2).optional(),
  q: z.string().trim().max(100).optional(),
});
export const OrganisationBySlug = z.strictObject({ slug: z.string().max(100) });

export const OrganisationById = z.strictObject({ orgId: id('organisation') });
export const EndPlace = z.strictObject({ personId: id('person'), orgId: id('organisation') });
export const SetCapacity = z.strictObject({
  orgId: id('organisation'),
  /** The departments as their editor saw them, each with what it takes on from now. */
  departments: z
    .array(
      z.strictObject({
        specialty: z.string().max(60),
        capacity: z.enum(CAPACITIES),
        /** The last day it is so; without one it is known for thirty days, and a pause until it is lifted. */
        until: z.iso.date().nullable(),
        version: z.int().min(0),
      }),
    )
    .min(1)
    .max(100),
});
export const ConfirmCapacity = z.strictObject({ orgId: id('organisation') });
