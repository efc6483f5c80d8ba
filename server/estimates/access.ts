import { noun, sql, type RelationForms } from '#server/platform/access/access.ts';
import { STATES } from '#server/platform/access/matrix.ts';
import {
  recordsOfCase,
  referral,
  type Purpose,
  type ReferralRow,
} from '#server/referrals/index.ts';

export type EstimateRow = {
  id: string;
  orgId: string;
  number: number;
  purpose: Purpose;
  state: 'draft' | 'issued' | 'accepted' | 'declined' | 'superseded';
  validUntil: string;
  depositYen: number;
  version: number;
  /** The case that it is of: whose relations it follows. */
  owner: ReferralRow;
};

const ofCase = recordsOfCase<EstimateRow>('e', 'referral_id');

/** A draft is its hospital's alone. */
const given: RelationForms<EstimateRow> = {
  holds: (_actor, row) => row.state !== 'draft',
  rows: () => sql`e.state <> 'draft'`,
  people: (row) => sql`${row.state !== 'draft'}::boolean`,
};

/** A version of an estimate. A hospital that takes a case over sees nothing of the one before it. */
export const estimate = noun<EstimateRow>('estimate', {
  alias: 'e',
  see: 'estimate.view',
  facts: (_actor, row) => ({ referralId: row.owner.id }),
  async find(tx, id) {
    const [row] = await tx.sql<Omit<EstimateRow, 'owner'> & { referralId: string }>`
      SELECT e.id, e.org_id AS "orgId", e.number, e.purpose, e.state, e.valid_until::text AS "validUntil",
             e.deposit_yen AS "depositYen", e.version, e.referral_id AS "referralId"
        FROM estimate e WHERE e.id = ${id}`;
    const owner = row && (await referral.find(tx, row.referralId));
    return owner ? { ...row, owner } : null;
  },
  relations: {
    R: ofCase.as('R', given),
    T: ofCase.as('T', given),
    A: ofCase.as('A', ofCase.own),
  },
  within: ofCase.within,
});

/** Whether the hospital of an estimate still has its case, and the stay is not over: then it is answered. */
export function isOpen(row: ReferralRow, { orgId }: Pick<EstimateRow, 'orgId'>): boolean {
  return row.acceptedOrgId === orgId && STATES['estimate.write']!.includes(row.state);
}
