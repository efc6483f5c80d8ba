import { conflict, invalid } from '#server/platform/errors.ts';
import { newId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command } from '#server/platform/use-case.ts';
import { organisation } from '../access.ts';
import { SetCapacity } from '../schemas.ts';

/** Says what departments take on from now. Those that stay as they are, are left as they are. */
export const setCapacity = command('membership.setCapacity', {
  summary:
    'Says what an organisation’s departments take on: accepting, limited or paused, until when',
  input: SetCapacity,
  subject: organisation.of('orgId'),
  gate: 'org.capacity',
  async run({ input, subject, actor, tx, audit }) {
    const today = dayInJapan(tx.now);
    const issues = input.departments.flatMap(({ until }, i) =>
      until !== null && until < today
        ? [{ path: `departments.${i}.until`, message: 'inThePast' }]
        : [],
    );
    if (issues.length > 0) throw invalid('INVALID_INPUT', undefined, issues);
    const wanted = JSON.stringify(input.departments.map((one) => ({ ...one, change: newId() })));
    const changed = await tx.sql<{ specialty: string }>`
      WITH wanted AS (
        SELECT * FROM jsonb_to_recordset(${wanted}::jsonb)
          AS w(specialty text, capacity text, until date, version int, change uuid)),
      said AS (
        UPDATE department d SET capacity = w.capacity, capacity_until = w.until,
               capacity_reviewed_on = ${today}::date, version = d.version + 1
          FROM wanted w
         WHERE d.org_id = ${subject.id} AND d.specialty = w.specialty AND d.version = w.version AND d.closed_at IS NULL
           AND (d.capacity, d.capacity_until) IS DISTINCT FROM (w.capacity, w.until)
        RETURNING d.id, d.specialty, w.capacity, w.until, w.change),
      kept AS (
        INSERT INTO capacity_change (id, department_id, capacity, until, by_id, at)
        SELECT change, id, capacity, until, ${actor.personId}::uuid, ${tx.now} FROM said)
      SELECT specialty FROM said`;
    // Behind what somebody else has said meanwhile; a statement of its own, so that it sees the first.
    const [behind] = await tx.sql`
      SELECT 1 FROM jsonb_to_recordset(${wanted}::jsonb) AS w(specialty text, capacity text, until date)
        LEFT JOIN department d ON d.org_id = ${subject.id} AND d.specialty = w.specialty AND d.closed_at IS NULL
       WHERE (d.capacity, d.capacity_until) IS DISTINCT FROM (w.capacity, w.until) LIMIT 1`;
    if (behind) throw conflict('STALE_VERSION');
    audit({ departments: changed.map(({ specialty }) => specialty) });
    return { changed: changed.length };
  },
});
