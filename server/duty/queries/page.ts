import { organisation } from '#server/membership/index.ts';
import {
  anywhere,
  audience,
  can,
  CARING_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  visible,
} from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notFound } from '#server/platform/errors.ts';
import { nationalHolidays } from '#server/platform/holidays.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import type { OrganisationRow } from '#server/membership/index.ts';
import { namesDeputies } from '../access.ts';
import { onDuty } from '../on-duty.ts';
import { DAYS_AHEAD } from '../plain.ts';
import { DutyPage } from '../schemas.ts';

type Labels = Record<string, string>;
type Found = OrganisationRow & { name: Labels; version: number };
/** Somebody of the hospital; `coordinator`: by a role of their own. */
export type DutyPerson = {
  id: string;
  familyName: string;
  givenName: string;
  nameLang: string;
  latinName: string | null;
  coordinator: boolean;
};
/** Who is on duty; `forId` is the absent one for whom they stand in. */
type OnDuty = { id: string; forId: string | null };

/**
 * The duty rota of a hospital, for its people: who is told of referrals now and in the days ahead, the
 * weekly pattern, the days that differ from it, and who stands in for whom. Days are days of Japan.
 */
export const page = query('duty.page', {
  summary: 'Who of a hospital is on duty for referrals, and who stands in for whom',
  input: DutyPage,
  subject: anywhere,
  gate: 'org.viewFull',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<Found>(sql`
      SELECT o.id, o.slug, o.kind, o.override IS NULL AS listed, o.name, coalesce(r.version, 0) AS version
        FROM organisation o LEFT JOIN duty_rota r ON r.org_id = o.id
       WHERE o.slug = ${input.slug} AND o.kind = 'hospital'
         AND ${visible(actor, 'org.viewFull', organisation)}`);
    const found = rows[0];
    if (!found) throw notFound();
    const today = dayInJapan(tx.now);
    return {
      organisation: { id: found.id, slug: found.slug, name: found.name },
      version: found.version,
      today,
      tends: can(actor, 'org.duty', organisation, found),
      names: can(actor, 'org.deputise', organisation, found) && namesDeputies(actor),
      people: await peopleOf(tx, found.id),
      told: await toldNow(tx, found),
      ahead: (await aheadOf(tx, found.id, today)).map((one) => ({
        ...one,
        holiday: nationalHolidays(Number(one.day.slice(0, 4))).has(one.day),
      })),
      week: await weekOf(tx, found.id),
      days: await daysOf(tx, found.id, today),
      deputies: await deputiesOf(tx, found.id, today),
    };
  },
});

function peopleOf(tx: Tx, orgId: string) {
  return tx.sql<DutyPerson>`
    SELECT p.id, p.family_name AS "familyName", p.given_name AS "givenName", p.name_lang AS "nameLang",
           p.latin_name AS "latinName", 'hospitalCoordinator' = ANY (m.roles) AS coordinator
      FROM membership m JOIN person p ON p.id = m.person_id AND p.deactivated_at IS NULL
     WHERE m.org_id = ${orgId} AND m.ended_at IS NULL
     ORDER BY coalesce(p.family_reading, p.latin_name, p.family_name) COLLATE "ja-x-icu", p.id`;
}

/** A case that this hospital has, whichever: who of it hears of cases does not hang on one. */
const anyCase = { ...organisation, relations: { A: organisation.relations.O! } };

/** Those whom notices about referrals reach at this moment. */
async function toldNow(tx: Tx, row: OrganisationRow) {
  const { rows } = await tx.query<OnDuty>(sql`
    SELECT m.person_id AS id, m.deputy_for AS "forId" FROM ${CARING_MEMBERSHIPS}
     WHERE ${MEMBERSHIP_IS_ACTIVE} AND m.org_id = ${row.id}
       AND ${onDuty(audience('referral.threadView', anyCase, row))}
     ORDER BY m.deputy_for NULLS FIRST, m.person_id`);
  return rows;
}

function aheadOf(tx: Tx, orgId: string, today: string) {
  return tx.sql<{ day: string; weekday: number; differs: boolean; people: OnDuty[] }>`
    SELECT g.day, extract(isodow FROM g.day)::int AS weekday,
           EXISTS (SELECT 1 FROM duty_day x WHERE x.org_id = ${orgId} AND x.day = g.day) AS differs,
           (SELECT coalesce(json_agg(json_build_object('id', d.person_id, 'forId', d.for_id)
              ORDER BY d.person_id), '[]') FROM on_duty(${orgId}::uuid, g.day) d) AS people
      FROM (SELECT ${today}::date + n AS day FROM generate_series(0, ${DAYS_AHEAD - 1}::int) n) g
     ORDER BY g.day`;
}

function weekOf(tx: Tx, orgId: string) {
  return tx.sql<{ weekday: number; personId: string }>`
    SELECT weekday, person_id AS "personId" FROM duty_weekday
     WHERE org_id = ${orgId} ORDER BY weekday, person_id`;
}

function daysOf(tx: Tx, orgId: string, today: string) {
  return tx.sql<{ day: string; personIds: string[] }>`
    SELECT day, array_agg(person_id ORDER BY person_id) AS "personIds" FROM duty_day
     WHERE org_id = ${orgId} AND day >= ${today}::date GROUP BY day ORDER BY day`;
}

function deputiesOf(tx: Tx, orgId: string, today: string) {
  return tx.sql<{ id: string; absentId: string; deputyId: string; from: string; to: string }>`
    SELECT id, absent_id AS "absentId", deputy_id AS "deputyId", from_day AS from, to_day AS to
      FROM deputyship WHERE org_id = ${orgId} AND ended_at IS NULL AND to_day >= ${today}::date
     ORDER BY from_day, id`;
}
