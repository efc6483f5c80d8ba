import { readVocabularies } from '../content.ts';
import { idOf, ORGANISATIONS, type CastCapability, type CastOrganisation } from '../cast.ts';
import { dayFrom, fiscalYearEnd, monthsFrom } from '../dates.ts';
import type { Row, Rows } from './insert.ts';
import { proseRows } from './prose.ts';

/** Kinds whose membership runs by the fiscal year; partners and public bodies take part without. */
const PAYING = new Set(['hospital', 'society', 'company', 'facilitator']);

/** So many days ago departments last said what they take, where the cast gives nothing else. */
const REVIEWED_DAYS = 9;

/** Organisations with their profiles, departments and capabilities. */
export function organisationRows(today: Date): Rows {
  return {
    organisation: ORGANISATIONS.map((one) => organisationRow(one, today)),
    parallel_text: ORGANISATIONS.flatMap((one) =>
      proseRows('organisation', one.key, 'profile', one.profile, today),
    ),
    department: ORGANISATIONS.flatMap((one) => departmentRows(one, today)),
    capability: ORGANISATIONS.flatMap((one) =>
      one.capabilities.map(({ kind, code, evidence, changed }) => ({
        id: idOf('capability', `${one.key}:${kind}:${code}`),
        org_id: idOf('organisation', one.key),
        kind,
        code,
        evidence,
        reviewed_on: changed ? dayFrom(today, -changed.days) : monthsFrom(today, -3),
        checked_by: changed ? null : idOf('person', 'okada'),
        checked_on: changed ? null : monthsFrom(today, -3),
        version: changed ? 1 : 0,
      })),
    ),
    profile_change: ORGANISATIONS.flatMap((one) =>
      one.capabilities.flatMap((line) => changeRows(one, line, today)),
    ),
  };
}

/** What an organisation of the cast has lately said anew of itself. */
function changeRows(one: CastOrganisation, line: CastCapability, today: Date): Row[] {
  const { kind, code, evidence, changed } = line;
  if (!changed) return [];
  const org_id = idOf('organisation', one.key);
  return [
    {
      id: idOf('profileChange', `${one.key}:${kind}:${code}`),
      org_id,
      about: 'line',
      record_id: idOf('capability', `${one.key}:${kind}:${code}`),
      act: 'changed',
      before: { kind, code, evidence: changed.before },
      after: { kind, code, evidence },
      by_id: idOf('person', changed.by),
      by_org_id: org_id,
      at: `${dayFrom(today, -changed.days)}T01:30:00Z`,
    },
  ];
}

function organisationRow(one: CastOrganisation, today: Date): Row {
  return {
    id: idOf('organisation', one.key),
    slug: one.key,
    kind: one.kind,
    name: one.name,
    reading: one.reading,
    short_name: one.shortName,
    monogram: one.monogram,
    hue: one.hue,
    country: one.country,
    city: one.city,
    website: one.web,
    member_since: one.admittedDays ? dayFrom(today, -one.admittedDays) : one.since,
    member_until: PAYING.has(one.kind) ? fiscalYearEnd(today) : null,
    account_officer_id: one.kind === 'secretariat' ? null : idOf('person', 'okada'),
    created_at: `${one.since}T00:00:00Z`,
  };
}

function departmentRows(one: CastOrganisation, today: Date): Row[] {
  const specialties = new Map(
    readVocabularies()['clinicalSpecialties']!.map((term) => [term.id, term]),
  );
  return one.departments.map(({ specialty, capacity, untilDays, reviewedDays, yearlyCases }) => {
    const { ja, en, zh, ko } = specialties.get(specialty)!;
    return {
      id: idOf('department', `${one.key}:${specialty}`),
      org_id: idOf('organisation', one.key),
      specialty,
      name: { ja, en, zh, ko },
      capacity,
      capacity_until: untilDays === undefined ? null : dayFrom(today, untilDays),
      capacity_reviewed_on: dayFrom(today, -(reviewedDays ?? REVIEWED_DAYS)),
      yearly_cases: yearlyCases,
    };
  });
}
