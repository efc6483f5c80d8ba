import { idOf, PEOPLE } from '../cast.ts';
import { monthsFrom } from '../dates.ts';
import type { Rows } from './insert.ts';

/** People, their sign-in and their memberships. Everybody shares the demo password's hash. */
export function peopleRows(today: Date, passwordHash: string): Rows {
  return {
    person: PEOPLE.map((one) => ({
      id: idOf('person', one.key),
      email: one.email,
      family_name: one.familyName,
      given_name: one.givenName,
      name_lang: one.nameLang,
      family_reading: one.familyReading ?? null,
      given_reading: one.givenReading ?? null,
      latin_name: one.latinName,
      lang: one.lang,
      time_zone: one.timeZone,
      hue: one.hue,
      created_at: morning(
        monthsFrom(today, Math.min(-1, ...one.memberships.map((each) => each.sinceMonths))),
      ),
    })),
    credential: PEOPLE.map((one) => ({
      person_id: idOf('person', one.key),
      password_hash: passwordHash,
      changed_at: morning(monthsFrom(today, -1)),
    })),
    membership: PEOPLE.flatMap((one) =>
      one.memberships.map(({ org, roles, title, sinceMonths, endedMonths }) => ({
        id: idOf('membership', `${one.key}:${org}`),
        person_id: idOf('person', one.key),
        org_id: idOf('organisation', org),
        roles,
        title,
        started_at: morning(monthsFrom(today, sinceMonths)),
        ended_at: endedMonths === undefined ? null : morning(monthsFrom(today, endedMonths)),
      })),
    ),
  };
}

function morning(day: string): string {
  return `${day}T00:00:00Z`;
}
