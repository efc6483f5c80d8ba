import { lastDayOver } from '#server/membership/index.ts';
import { sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { Label } from '#server/referrals/schemas.ts';

/** An organisation that guarantees stays, with its registration that holds today; null where none does. */
export type Guarantor = {
  id: string;
  name: Label;
  list: 'A' | 'B' | null;
  number: string;
  validTo: string | null;
};
export type Registered = Guarantor & { list: 'A' | 'B' };

/**
 * Who may be named to guarantee a stay (list A of the Japan Tourism Agency, list B of the Ministry of
 * Economy, Trade and Industry), and is not leaving with its last day over: at most 100.
 */
export function registeredGuarantors(tx: Tx): Promise<Registered[]> {
  const stays = sql`${lastDayOver(sql`o.id`, dayInJapan(tx.now))} IS NULL`;
  return read<Registered>(tx, sql`${MAY_GUARANTEE} AND ${stays}`);
}

/** One organisation, if it may guarantee a stay. */
export async function registeredGuarantor(tx: Tx, orgId: string): Promise<Registered | null> {
  const [row] = await read<Registered>(tx, sql`o.id = ${orgId}::uuid AND ${MAY_GUARANTEE}`);
  return row ?? null;
}

/** What is known of an organisation that was named, whether or not its registration still holds. */
export async function guarantorOf(tx: Tx, orgId: string | null): Promise<Guarantor | null> {
  const [row] = orgId ? await read<Guarantor>(tx, sql`o.id = ${orgId}::uuid`) : [];
  return row ?? null;
}

const MAY_GUARANTEE = sql`o.kind = 'facilitator' AND o.override IS NULL AND z.id IS NOT NULL`;

async function read<Row>(tx: Tx, which: Sql): Promise<Row[]> {
  const today = dayInJapan(tx.now);
  const { rows } = await tx.query<Row>(sql`
    SELECT o.id, o.name, CASE z.kind WHEN 'guarantorA' THEN 'A' WHEN 'guarantorB' THEN 'B' END AS list,
           coalesce(z.number, '') AS number, z.valid_to::text AS "validTo"
      FROM organisation o
      LEFT JOIN LATERAL (SELECT z.id, z.kind, z.number, z.valid_to FROM certification z
        WHERE z.org_id = o.id AND z.kind IN ('guarantorA', 'guarantorB') AND z.valid_from <= ${today}::date
          AND coalesce(z.valid_to, ${today}::date) >= ${today}::date
        ORDER BY z.valid_to DESC NULLS FIRST, z.id LIMIT 1) z ON true
     WHERE ${which} ORDER BY o.slug LIMIT 100`);
  return rows;
}
