import { organisation, type OrganisationRow } from '#server/membership/index.ts';
import { sql, type Noun, type RelationForms } from '#server/platform/access/access.ts';

const any: RelationForms<OrganisationRow> = {
  holds: () => true,
  rows: () => sql`true`,
  people: () => sql`true`,
};

/**
 * A hospital that may have had a case, a member in good standing or not: what was said with it stays when
 * its membership ends. Whether it had the case, `hospitalOf` says.
 */
export const anyHospital: Noun<OrganisationRow> = {
  ...organisation,
  see: 'referral.threadView',
  relations: { R: any, A: any, T: any, B: any },
};
