import { appointmentsSeen } from '#server/appointments/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { nameColumns, readable, type NameColumns } from '#server/referrals/index.ts';
import { resource, type ResourceRow } from '../access.ts';
import { CHANGES, type Change } from '../plain.ts';
import { OfResource } from '../schemas.ts';

/** Lines of a resource's history. */
const LINES = 40;

type Act = 'add' | 'change' | 'retire' | 'takeUp' | 'booked' | 'confirmed' | 'cancelled' | 'lapsed';

export const history = query('resources.history', {
  summary:
    'Who changed a resource and when, and what was booked on it, confirmed and given up: the newest forty. People are named to their own organisation; what a booking is for only where the caller may see that.',
  input: OfResource,
  subject: resource.of('resourceId'),
  gate: 'resource.view',
  async run({ subject, actor, tx }) {
    const lines = await linesOf(tx, subject);
    const ids = lines.flatMap(({ ownerKind, ownerId }) =>
      ownerKind === 'appointment' && ownerId ? [ownerId] : [],
    );
    const seen = await appointmentsSeen(tx, actor, ids);
    return {
      lines: lines.map(({ at, act, changed, startsAt, endsAt, ownerId, ...who }) => ({
        at: at.toISOString(),
        act,
        changed: CHANGES.filter((part) => changed?.includes(part)),
        booking:
          startsAt && endsAt
            ? {
                startsAt: startsAt.toISOString(),
                endsAt: endsAt.toISOString(),
                appointment: (ownerId && seen.get(ownerId)) ?? null,
              }
            : null,
        who: whoFor(who, subject, actor),
      })),
    };
  },
});

type Line = {
  at: Date;
  act: Act;
  changed: Change[] | null;
  startsAt: Date | null;
  endsAt: Date | null;
  ownerKind: string | null;
  ownerId: string | null;
  orgKind: string | null;
  person: NameColumns | null;
  /** Whether the person belongs to whose the resource is. */
  own: boolean;
};

/** Changes from the audit record, in the chain or on its way there; bookings from their own rows. */
async function linesOf(tx: Tx, { id, orgId }: ResourceRow): Promise<Line[]> {
  const acts = sql`body->>'outcome' = 'allow' AND (
    (body->>'useCase' IN ('resources.change', 'resources.retire', 'resources.takeUp') AND body->>'id' = ${id}::text)
    OR (body->>'useCase' = 'resources.add' AND body->>'resourceId' = ${id}::text))`;
  const { rows } = await tx.query<Line>(sql`
    WITH acts AS (
        SELECT at, body FROM audit a WHERE body ? 'useCase'
           AND coalesce(body->>'referralId', body->>'id') IN (${id}::text, ${orgId}::text) AND ${acts}
        UNION ALL SELECT at, body FROM audit_pending WHERE ${acts}),
      bookings AS (
        SELECT b.* FROM booking b JOIN booking_line l ON l.booking_id = b.id AND l.resource_id = ${id}::uuid
         ORDER BY greatest(b.created_at, b.settled_at) DESC, b.id LIMIT ${LINES}),
      lines AS (
        SELECT at, split_part(body->>'useCase', '.', 2) AS act, body->'changed' AS changed,
               (body->>'person')::uuid AS person_id, NULL::timestamptz AS starts_at, NULL::timestamptz AS ends_at,
               NULL::text AS owner_kind, NULL::uuid AS owner_id FROM acts
        UNION ALL SELECT created_at, 'booked', NULL, created_by, starts_at, ends_at, owner_kind, owner_id FROM bookings
        UNION ALL SELECT settled_at, state, NULL, settled_by, starts_at, ends_at, owner_kind, owner_id FROM bookings
         WHERE settled_at IS NOT NULL AND state IN ('confirmed', 'cancelled', 'lapsed'))
    SELECT n.at, n.act, n.changed, n.starts_at AS "startsAt", n.ends_at AS "endsAt", n.owner_kind AS "ownerKind",
           n.owner_id AS "ownerId", ${nameColumns('p')} AS person,
           EXISTS (SELECT 1 FROM membership m WHERE m.person_id = n.person_id AND m.org_id = ${orgId}::uuid) AS own,
           (SELECT o.kind FROM membership m JOIN organisation o ON o.id = m.org_id WHERE m.person_id = n.person_id
             ORDER BY m.org_id = ${orgId}::uuid DESC, m.started_at LIMIT 1) AS "orgKind"
      FROM lines n LEFT JOIN person p ON p.id = n.person_id
     ORDER BY n.at DESC, n.act LIMIT ${LINES}`);
  return rows;
}

/** A person of one's own organisation by name; of others the part that they have; null where it was time. */
function whoFor(
  { orgKind, person, own }: Pick<Line, 'orgKind' | 'person' | 'own'>,
  { orgId }: ResourceRow,
  actor: Actor,
) {
  const name = own && actor.orgId === orgId ? readable(person, actor.lang) : null;
  if (name) return { kind: 'person' as const, ...name };
  if (orgKind === null) return null;
  const part = own ? 'holder' : orgKind === 'secretariat' ? 'secretariat' : 'sender';
  return { kind: 'part' as const, part: part as 'holder' | 'secretariat' | 'sender' };
}
