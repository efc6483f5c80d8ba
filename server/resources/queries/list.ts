import { takingNow, type Label } from '#server/booking/index.ts';
import { organisation } from '#server/membership/index.ts';
import { anywhere, can, sql, visible } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { resource, ROW_COLUMNS, type ResourceRow } from '../access.ts';
import { HOLDERS } from '../rules.ts';
import { OfOrganisation } from '../schemas.ts';

type Found = { id: string; slug: string; kind: string; name: Label };
type Row = ResourceRow & {
  /** A department that its profile has closed, and that cases accepted before keep. */
  closed: boolean;
  ahead: number;
  next: Date | null;
};

/** What an organisation has that can be booked, with what lies ahead of each. */
export const list = query('resources.list', {
  summary:
    'The departments, people, rooms, interpreters and vehicles of a hospital (or of the secretariat) that can be booked, with how many bookings lie ahead of each and when the next one begins',
  input: OfOrganisation,
  subject: anywhere,
  gate: 'resource.view',
  async run({ input, actor, tx }) {
    const { rows } = await tx.query<Found>(sql`
      SELECT o.id, o.slug, o.kind, o.short_name AS name FROM organisation o
       WHERE o.slug = ${input.slug} AND ${visible(actor, 'resource.view', organisation)}`);
    const found = rows[0];
    if (!found || !HOLDERS.includes(found.kind)) throw notFound();
    const { rows: all } = await tx.query<Row>(sql`
      SELECT ${ROW_COLUMNS}, d.closed_at IS NOT NULL AS closed, a.ahead, a.next
        FROM resource s
        LEFT JOIN department d ON s.kind = 'department' AND d.org_id = s.org_id AND d.specialty = s.code
        CROSS JOIN LATERAL (
          SELECT count(*)::int AS ahead, min(b.starts_at) AS next
            FROM booking_line l JOIN booking b ON b.id = l.booking_id
           WHERE l.resource_id = s.id AND ${takingNow(tx.now)}
             AND tstzrange(l.taken_from, l.taken_until, '[)') && tstzrange(${tx.now}, NULL)) a
       WHERE s.org_id = ${found.id}::uuid AND ${visible(actor, 'resource.view', resource)}
       ORDER BY s.id`);
    return {
      channel: { id: found.id, asOf: await channelSeq(tx, { kind: 'org', id: found.id }) },
      organisation: found,
      writes: can(actor, 'resource.write', organisation, { ...found, listed: true }),
      /** Where the departments are added, by whom may. */
      profiles: can(actor, 'profile.write', organisation, { ...found, listed: true }),
      resources: all.map(({ retiredAt, next, ...each }) => ({
        ...each,
        retired: retiredAt?.toISOString() ?? null,
        next: next?.toISOString() ?? null,
      })),
    };
  },
});
