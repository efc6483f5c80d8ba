import { sql, visible, type Sql } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { neighbour } from './access.ts';
import { stepOf, type Ago } from './steps.ts';

/**
 * When these people `p` were last here, as far as the caller may see it: whoever hides is neither
 * shown nor shown others. Nobody's exact moment leaves here.
 */
export async function presenceOf(
  tx: Tx,
  actor: Actor,
  people: Sql,
): Promise<{ id: string; ago: Ago }[]> {
  const { rows } = await tx.query<{ id: string; age: number }>(
    sql`SELECT p.id, extract(epoch FROM ${tx.now}::timestamptz - here.at)::float8 AS age
          FROM presence here JOIN person p ON p.id = here.person_id
         WHERE ${people} AND NOT here.hidden AND ${visible(actor, 'presence.view', neighbour)}
           AND NOT EXISTS (SELECT 1 FROM presence own
             WHERE own.person_id = ${actor.personId}::uuid AND own.hidden)`,
  );
  return rows.flatMap(({ id, age }) => {
    const ago = stepOf(age);
    return ago === null ? [] : [{ id, ago }];
  });
}
