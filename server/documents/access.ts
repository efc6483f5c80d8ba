import { noun, sql, type RelationForms } from '#server/platform/access/access.ts';
import type { Relation } from '#server/platform/access/matrix.ts';
import type { DocumentKind } from '#server/platform/documents/index.ts';
import { referral, type ReferralRow } from '#server/referrals/index.ts';

export type DocumentState = 'queued' | 'making' | 'ready' | 'failed';
export type DocumentRow = {
  id: string;
  number: string;
  kind: DocumentKind;
  /** Whose paper it is: of an estimate, the hospital that gave it. */
  orgId: string;
  state: DocumentState;
  fileId: string | null;
  /** The case that the paper is of: whose relations it follows. */
  owner: ReferralRow;
};

type Which = RelationForms<DocumentRow>;
const ALL: Which = { holds: () => true, rows: () => sql`true`, people: () => sql`true` };
/** An estimate is between its hospital and the sender: nobody else reads its lines, on paper neither. */
const NO_ESTIMATE: Which = {
  holds: (_actor, row) => row.kind !== 'estimate',
  rows: () => sql`d.kind <> 'estimate'`,
  people: (row) => sql`${row.kind !== 'estimate'}::boolean`,
};
const OWN_ESTIMATE: Which = {
  holds: (actor, row) => row.kind !== 'estimate' || row.orgId === actor.orgId,
  rows: (actor) => sql`(d.kind <> 'estimate' OR d.org_id = ${actor.orgId}::uuid)`,
  people: (row) => sql`(${row.kind !== 'estimate'}::boolean OR m.org_id = ${row.orgId}::uuid)`,
};

/** The relation of the case, for those of its papers. */
function asCase(relation: Relation, which: Which): RelationForms<DocumentRow> {
  const forms = referral.relations[relation]!;
  return {
    holds: (actor, row) => which.holds(actor, row) && forms.holds(actor, row.owner),
    rows: (actor) => sql`${which.rows(actor)} AND d.owner_kind = 'referral' AND EXISTS (
      SELECT 1 FROM referral r WHERE r.id = d.owner_id AND (${forms.rows(actor)}))`,
    people: (row) => sql`(${which.people(row)} AND (${forms.people(row.owner)}))`,
  };
}

/** A printed paper of a case. It names the patient: for those who may see who the patient is. */
export const document = noun<DocumentRow>('document', {
  alias: 'd',
  see: 'referral.docIdentifying',
  facts: (actor, row) => referral.facts!(actor, row.owner),
  async find(tx, id) {
    const [row] = await tx.sql<Omit<DocumentRow, 'owner'> & { ownerId: string }>`
      SELECT d.id, d.number, d.kind, d.state, d.file_id AS "fileId", d.org_id AS "orgId",
             d.owner_id AS "ownerId"
        FROM document d WHERE d.id = ${id} AND d.owner_kind = 'referral'`;
    const owner = row && (await referral.find(tx, row.ownerId));
    return owner ? { ...row, owner } : null;
  },
  relations: {
    R: asCase('R', ALL),
    A: asCase('A', OWN_ESTIMATE),
    T: asCase('T', NO_ESTIMATE),
    B: asCase('B', NO_ESTIMATE),
  },
  // Of an erased case nothing is left, its papers neither.
  within: {
    holds: (_actor, row) => row.owner.state !== 'erased',
    rows: () =>
      sql`EXISTS (SELECT 1 FROM referral r WHERE r.id = d.owner_id AND r.state <> 'erased')`,
    people: (row) => sql`${row.owner.state !== 'erased'}::boolean`,
  },
});
