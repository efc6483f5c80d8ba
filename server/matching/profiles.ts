import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { STANDING_KINDS } from '#server/certifications/index.ts';
import { lastDayOver, membershipStatus } from '#server/membership/index.ts';
import type { Need, Profile } from './profile.ts';
import { CERTIFICATIONS, type Label } from './schemas.ts';

export type ProfiledOrganisation = {
  orgId: string;
  name: Label;
  city: Label | null;
  monogram: string;
  hue: number;
  profile: Profile;
};

type Columns = Omit<ProfiledOrganisation, 'profile'> &
  Omit<Profile, 'membership'> & { memberUntil: string | null; lastDay: string | null };

/**
 * What a need asks of the profiles of all organisations `o` in good standing that the predicate lets
 * through, in one statement on `today` (`YYYY-MM-DD`). Each kind of fact is gathered once for all of them and joined,
 * so that hundreds cost little more than one.
 */
export async function profilesOf(
  tx: Tx,
  which: Sql,
  { specialty }: Pick<Need, 'specialty'>,
  today: string,
): Promise<ProfiledOrganisation[]> {
  const { rows } = await tx.query<Columns>(sql`
    WITH asked AS (SELECT o.* FROM organisation o WHERE o.override IS NULL AND ${which}),
    departments AS (
      SELECT d.org_id, json_agg(json_build_object('specialty', d.specialty, 'capacity', d.capacity,
               'capacityUntil', d.capacity_until, 'capacityReviewedOn', d.capacity_reviewed_on,
               'yearlyCases', d.yearly_cases)) AS facts
        FROM department d JOIN asked ON asked.id = d.org_id
       WHERE d.specialty = ${specialty} AND d.closed_at IS NULL GROUP BY d.org_id),
    capabilities AS (
      SELECT c.org_id, json_agg(json_build_object('kind', c.kind, 'code', c.code, 'evidence', c.evidence,
               'reviewedOn', c.reviewed_on, 'checkedOn', c.checked_on) ORDER BY c.kind, c.code) AS facts
        FROM capability c JOIN asked ON asked.id = c.org_id
       WHERE c.kind IN ('disease', 'language', 'country', 'outOfScope') GROUP BY c.org_id),
    certifications AS (
      SELECT z.org_id, json_agg(json_build_object('kind', z.kind, 'validFrom', z.valid_from,
               'validTo', z.valid_to) ORDER BY z.kind, z.valid_from) AS facts
        FROM certification z JOIN asked ON asked.id = z.org_id
       WHERE z.kind = ANY (${[...CERTIFICATIONS, ...STANDING_KINDS]}) GROUP BY z.org_id)
    SELECT o.id AS "orgId", o.name, o.city, o.monogram, o.hue, o.member_until::text AS "memberUntil",
           ${lastDayOver(sql`o.id`, today)}::text AS "lastDay",
           coalesce(d.facts, '[]') AS departments, coalesce(c.facts, '[]') AS capabilities,
           coalesce(z.facts, '[]') AS certifications
      FROM asked o
      LEFT JOIN departments d ON d.org_id = o.id
      LEFT JOIN capabilities c ON c.org_id = o.id
      LEFT JOIN certifications z ON z.org_id = o.id`);
  return rows.map(
    ({ departments, capabilities, certifications, memberUntil, lastDay, ...organisation }) => {
      const membership = membershipOn(memberUntil, lastDay, today);
      return {
        ...organisation,
        profile: { departments, capabilities, certifications, membership },
      };
    },
  );
}

/** One that has left but for its patients counts as lapsed, whatever was paid until when. */
function membershipOn(
  memberUntil: string | null,
  lastDay: string | null,
  today: string,
): Profile['membership'] {
  if (lastDay) return { status: 'lapsed', until: lastDay };
  const status = membershipStatus({ memberUntil, override: null }, today);
  return {
    status: status === 'grace' || status === 'lapsed' ? status : 'active',
    until: memberUntil,
  };
}
