import { noun, sql, type RelationForms } from '#server/platform/access/access.ts';
import type { Relation } from '#server/platform/access/matrix.ts';
import type { DocumentKind } from '#server/platform/documents/index.ts';
import { referral, type ReferralRow } from '#server/referrals/index.ts';

export type DocumentState = 'queued' | 'making' | 'ready' | 'failed';
export type DocumentRow = {
  id: string;
  number: string;
  kind: DocumentKind;
  state: DocumentState;
  fileId: string | null;
  /** The case that the paper is of: whose relations it follows. */
  owner: ReferralRow;
};

/** The relation of the case, for its papers. */
function asCase(relation: Relation): RelationForms<DocumentRow> {
  const forms = referral.relations[relation]!;
  return {
    holds: (actor, row) => forms.holds(actor, row.owner),
    rows: (actor) => sql`d.owner_kind = 'referral' AND EXISTS (
      SELECT 1 FROM referral r WHERE r.id = d.owner_id AND (${forms.rows(actor)}))`,
    people: (row) => forms.people(row.owner),
  };
}

/** A printed paper of a case. It names the patient: for those who may see who the patient is. */
export const document = noun<DocumentRow>('document', {
  alias: 'd',
  see: 'referral.docIdentifying',
  facts: (actor, row) => referral.facts!(actor, row.owner),
  async find(tx, id) {
    const [row] = await tx.sql<Omit<DocumentRow, 'owner'> & { ownerId: string }>`
      SELECT d.id, d.number, d.kind, d.state, d.file_id AS "fileId", d.owner_id AS "ownerId"
        FROM document d WHERE d.id = ${id} AND d.owner_kind = 'referral'`;
    const owner = row && (await referral.find(tx, row.ownerId));
    return owner ? { ...row, owner } : null;
  },
  relations: { R: asCase('R'), A: asCase('A'), T: asCase('T'), B: asCase('B') },
  // Of an erased case nothing is left, its papers neither.
  within: {
    holds: (_actor, row) => row.owner.state !== 'erased',
    rows: () =>
      sql`EXISTS (SELECT 1 FROM referral r WHERE r.id = d.owner_id AND r.state <> 'erased')`,
    people: (row) => sql`${row.owner.state !== 'erased'}::boolean`,
  },
});
