import { sql, type Sql } from '#server/platform/access/access.ts';

/**
 * Of an audience, whoever is on duty today: of each hospital those whom its rota names, with a deputy
 * for whoever is away, and all of them where the rota names nobody. Other organisations have no rota.
 */
export function onDuty(to: Sql): Sql {
  return sql`(${to} AND (o.kind <> 'hospital'
    OR m.person_id IN (SELECT d.person_id FROM on_duty(m.org_id, day_in_japan()) d)
    OR NOT EXISTS (SELECT 1 FROM on_duty(m.org_id, day_in_japan()))))`;
}
