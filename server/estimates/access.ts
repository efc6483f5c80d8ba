import { noun, sql, type RelationForms } from '#server/platform/access/access.ts';
import { STATES } from '#server/platform/access/matrix.ts';
import { referral, type ReferralRow } from '#server/referrals/index.ts';

export type EstimateRow = {
  id: string;
  orgId: string;
  number: number;
  state: 'draft' | 'issued' | 'accepted' | 'declined' | 'superseded';
  validUntil: string;
  depositYen: number;
  version: number;
  /** The case that it is of: whose relations it follows. */
  owner: ReferralRow;
};

/** The relation of the case, for its estimates; a draft is its hospital's alone. */
function asCase(relation: 'R' | 'T'): RelationForms<EstimateRow> {
  const forms = referral.relations[relation]!;
  return {
    holds: (actor, row) => row.state !== 'draft' && forms.holds(actor, row.owner),
    rows: (actor) => sql`e.state <> 'draft' AND EXISTS (
      SELECT 1 FROM referral r WHERE r.id = e.referral_id AND (${forms.rows(actor)}))`,
    people: (row) => sql`${row.state !== 'draft'}::boolean AND (${forms.people(row.owner)})`,
  };
}

const accepted = referral.relations.A!;

/** A version of an estimate. A hospital that takes a case over sees nothing of the one before it. */
export const estimate = noun<EstimateRow>('estimate', {
  alias: 'e',
  see: 'estimate.view',
  facts: (_actor, row) => ({ referralId: row.owner.id }),
  async find(tx, id) {
    const [row] = await tx.sql<Omit<EstimateRow, 'owner'> & { referralId: string }>`
      SELECT e.id, e.org_id AS "orgId", e.number, e.state, e.valid_until::text AS "validUntil",
             e.deposit_yen AS "depositYen", e.version, e.referral_id AS "referralId"
        FROM estimate e WHERE e.id = ${id}`;
    const owner = row && (await referral.find(tx, row.referralId));
    return owner ? { ...row, owner } : null;
  },
  relations: {
    R: asCase('R'),
    T: asCase('T'),
    A: {
      holds: (actor, row) => actor.orgId === row.orgId && accepted.holds(actor, row.owner),
      rows: (actor) => sql`e.org_id = ${actor.orgId}::uuid AND EXISTS (
        SELECT 1 FROM referral r WHERE r.id = e.referral_id AND (${accepted.rows(actor)}))`,
      people: (row) => sql`m.org_id = ${row.orgId}::uuid AND (${accepted.people(row.owner)})`,
    },
  },
  // Of an erased case nothing is left, its estimates neither.
  within: {
    holds: (_actor, row) => row.owner.state !== 'erased',
    rows: () =>
      sql`EXISTS (SELECT 1 FROM referral r WHERE r.id = e.referral_id AND r.state <> 'erased')`,
    people: (row) => sql`${row.owner.state !== 'erased'}::boolean`,
  },
});

/** Whether the hospital of an estimate still has its case, and the stay is not over: then it is answered. */
export function isOpen(row: ReferralRow, { orgId }: Pick<EstimateRow, 'orgId'>): boolean {
  return row.acceptedOrgId === orgId && STATES['estimate.write']!.includes(row.state);
}
