/**
 * The cast of the demo forum: organisations and people that exist nowhere, used alike by the seed,
 * the tests, the documentation and the screenshots. Addresses end in `.example`, a domain that can
 * never receive mail.
 */
import { FACILITATORS, GOVERNMENT, PARTNERS, SECRETARIAT } from './cast/abroad-and-desk.ts';
import { HOSPITALS } from './cast/hospitals.ts';
import { COMPANIES, SOCIETIES } from './cast/members-japan.ts';
import { DESK, HOSPITAL_PEOPLE } from './cast/people-desk-and-hospitals.ts';
import { ABROAD_PEOPLE, MEMBER_PEOPLE } from './cast/people-members-and-abroad.ts';
import type { CastOrganisation, CastPerson } from './cast/shape.ts';
import { idOf } from './ids.ts';

export { DEMO_PASSWORD, SIGN_INS, type SignIn } from './cast/sign-ins.ts';
export type * from './cast/shape.ts';
export { idOf } from './ids.ts';

export const ORGANISATIONS: readonly CastOrganisation[] = [
  ...SECRETARIAT,
  ...HOSPITALS,
  ...SOCIETIES,
  ...COMPANIES,
  ...PARTNERS,
  ...FACILITATORS,
  ...GOVERNMENT,
];

export const PEOPLE: readonly CastPerson[] = [
  ...DESK,
  ...HOSPITAL_PEOPLE,
  ...MEMBER_PEOPLE,
  ...ABROAD_PEOPLE,
];

const organisations = new Map(ORGANISATIONS.map((one) => [one.key, one]));
const people = new Map(PEOPLE.map((one) => [one.key, one]));

/** The organisation of that key, with its id. Throws on a key that is not in the cast. */
export function orgOf(key: string): CastOrganisation & { id: string } {
  const found = organisations.get(key);
  if (!found) throw new Error(`no organisation «${key}» in the cast`);
  return { ...found, id: idOf('organisation', key) };
}

/** The person of that key, with their id. Throws on a key that is not in the cast. */
export function personOf(key: string): CastPerson & { id: string } {
  const found = people.get(key);
  if (!found) throw new Error(`no person «${key}» in the cast`);
  return { ...found, id: idOf('person', key) };
}

/** The organisation a person acts for first: the earliest membership that has not ended. */
export function homeOrgOf(key: string): string {
  const active = personOf(key).memberships.find((one) => one.endedMonths === undefined);
  if (!active) throw new Error(`«${key}» belongs to no organisation`);
  return active.org;
}
