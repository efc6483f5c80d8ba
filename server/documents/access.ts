import { noun, sql, type RelationForms } from '#server/platform/access/access.ts';
import type { CaseDocumentKind } from '#server/platform/documents/index.ts';
import { recordsOfCase, referral, type ReferralRow } from '#server/referrals/index.ts';

export type DocumentState = 'queued' | 'making' | 'ready' | 'failed';
export type DocumentRow = {
  id: string;
  number: string;
  kind: CaseDocumentKind;
  /** Whose paper it is: of an estimate or a return summary, the hospital that wrote it. */
  orgId: string;
  /** Who ordered it. */
  createdBy: string;
  state: DocumentState;
  fileId: string | null;
  /** The case that the paper is of: whose relations it follows. */
  owner: ReferralRow;
};

const ofCase = recordsOfCase<DocumentRow>('d', 'owner_id');

/** Between a hospital and the sender: nobody else reads them, on paper neither. */
const BETWEEN_TWO: readonly CaseDocumentKind[] = ['estimate', 'returnSummary', 'secondOpinion'];
const forAll: RelationForms<DocumentRow> = {
  holds: (_actor, row) => !BETWEEN_TWO.includes(row.kind),
  rows: () => sql`d.kind <> ALL (${[...BETWEEN_TWO]}::text[])`,
  people: (row) => sql`${!BETWEEN_TWO.includes(row.kind)}::boolean`,
};
/** What a hospital issues is its own: one that takes the case over reads the letters to it alone. */
const ownPapers: RelationForms<DocumentRow> = {
  holds: (actor, row) => isLetter(row) || ofCase.own.holds(actor, row),
  rows: (actor) => sql`(d.kind = 'referralLetter' OR ${ofCase.own.rows(actor)})`,
  people: (row) => sql`(${isLetter(row)}::boolean OR ${ofCase.own.people(row)})`,
};

/** A whole case on paper bears the name of whoever had it printed: nobody else carries it away. */
const ownRecord: RelationForms<DocumentRow> = {
  holds: (actor, row) => row.kind !== 'caseRecord' || row.createdBy === actor.personId,
  rows: (actor) => sql`(d.kind <> 'caseRecord' OR d.created_by = ${actor.personId}::uuid)`,
  people: (row) =>
    row.kind === 'caseRecord' ? sql`m.person_id = ${row.createdBy}::uuid` : sql`true`,
};
const within: RelationForms<DocumentRow> = {
  holds: (actor, row) => ofCase.within.holds(actor, row) && ownRecord.holds(actor, row),
  rows: (actor) => sql`(${ofCase.within.rows()} AND ${ownRecord.rows(actor)})`,
  people: (row) => sql`(${ofCase.within.people(row)} AND ${ownRecord.people(row)})`,
};

function isLetter({ kind }: DocumentRow): boolean {
  return kind === 'referralLetter';
}

/** A printed paper of a case. It names the patient: for those who may see who the patient is. */
export const document = noun<DocumentRow>('document', {
  alias: 'd',
  see: 'referral.docIdentifying',
  facts: (actor, row) => referral.facts!(actor, row.owner),
  async find(tx, id) {
    const [row] = await tx.sql<Omit<DocumentRow, 'owner'> & { ownerId: string }>`
      SELECT d.id, d.number, d.kind, d.state, d.file_id AS "fileId", d.org_id AS "orgId",
             d.created_by AS "createdBy", d.owner_id AS "ownerId"
        FROM document d WHERE d.id = ${id} AND d.owner_kind = 'referral'`;
    const owner = row && (await referral.find(tx, row.ownerId));
    return owner ? { ...row, owner } : null;
  },
  relations: {
    R: ofCase.as('R'),
    A: ofCase.as('A', ownPapers),
    T: ofCase.as('T', forAll),
    B: ofCase.as('B', forAll),
  },
  within,
});
