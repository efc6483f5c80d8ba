import { z } from 'zod';
import { id } from '#server/platform/ids.ts';

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

export const EndPlace = z.strictObject({ personId: id('person'), orgId: id('organisation') });
