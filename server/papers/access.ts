import { noun, sql, type RelationForms } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import { recordsOfCase, referral, type ReferralRow } from '#server/referrals/index.ts';
import type { PaperKind } from './plain.ts';

export type PaperRow = {
  id: string;
  /** Whose it is: the organisation that brought it. */
  orgId: string;
  kind: PaperKind;
  releasedAt: Date | null;
  scan: ScanState;
  mediaType: string;
  byteSize: number;
  width: number | null;
  pages: number | null;
  storageKey: string;
  wrappedKey: Buffer;
  sealed: Buffer;
  /** The case that it is of: whose relations it follows. */
  owner: ReferralRow;
};

/** Whether what a paper says may be handed out. */
export function isReadable({ scan }: Pick<PaperRow, 'scan'>): boolean {
  return scan === 'clean' || scan === 'unscanned';
}

/** @throws notFound where it waits for its scan, or did not pass it */
export function requireReadable(row: PaperRow): void {
  if (!isReadable(row)) throw notFound();
}

const ofCase = recordsOfCase<PaperRow>('cp', 'referral_id');

const agreed = ofCase.agreed('documents');

const isReleased: RelationForms<PaperRow> = {
  holds: (_actor, row) => row.releasedAt !== null,
  rows: () => sql`cp.released_at IS NOT NULL`,
  people: (row) => sql`${row.releasedAt !== null}::boolean`,
};

/** A consent names hospitals that do not know of each other. */
const noConsent: RelationForms<PaperRow> = {
  holds: (_actor, row) => row.kind !== 'consent',
  rows: () => sql`cp.kind <> 'consent'`,
  people: (row) => sql`${row.kind !== 'consent'}::boolean`,
};

function all(...forms: RelationForms<PaperRow>[]): RelationForms<PaperRow> {
  const [first, ...rest] = forms;
  return rest.reduce(
    (so, each) => ({
      holds: (actor, row) => so.holds(actor, row) && each.holds(actor, row),
      rows: (actor) => sql`(${so.rows(actor)}) AND (${each.rows(actor)})`,
      people: (row) => sql`((${so.people(row)}) AND (${each.people(row)}))`,
    }),
    first!,
  );
}

function either(
  one: RelationForms<PaperRow>,
  other: RelationForms<PaperRow>,
): RelationForms<PaperRow> {
  return {
    holds: (actor, row) => one.holds(actor, row) || other.holds(actor, row),
    rows: (actor) => sql`((${one.rows(actor)}) OR (${other.rows(actor)}))`,
    people: (row) => sql`((${one.people(row)}) OR (${other.people(row)}))`,
  };
}

/** Of a case that a hospital has: what the consent gives to it, and what it brought itself. */
export const readByItsHospital = either(ofCase.own, all(agreed, noConsent));

/** A paper that is listed, and can be removed, whatever its scan came to; what it says is another matter. */
export const isThere = sql`cp.removed_at IS NULL`;

/**
 * A paper that somebody brought to a case. Where the consent gives papers to the hospital, one that is
 * asked sees what the officer has released, and the one that has the case everything; that one sees
 * besides what it brought itself.
 */
export const casePaper = noun<PaperRow>('casePaper', {
  alias: 'cp',
  see: 'referral.docDeid',
  facts: (actor, row) => referral.facts!(actor, row.owner),
  async find(tx, id) {
    const { rows } = await tx.query<Omit<PaperRow, 'owner'> & { referralId: string }>(sql`
      SELECT cp.id, cp.org_id AS "orgId", cp.kind, cp.released_at AS "releasedAt", cp.sealed,
             cp.referral_id AS "referralId", f.media_type AS "mediaType", f.byte_size AS "byteSize",
             f.width, f.pages, f.scan, f.storage_key AS "storageKey", f.wrapped_key AS "wrappedKey"
        FROM case_paper cp JOIN file f ON f.id = cp.id
       WHERE cp.id = ${id} AND ${isThere}`);
    const [row] = rows;
    const owner = row && (await referral.find(tx, row.referralId));
    return owner ? { ...row, owner } : null;
  },
  relations: {
    R: ofCase.as('R'),
    C: ofCase.as('C', all(isReleased, agreed)),
    A: ofCase.as('A', readByItsHospital),
    T: ofCase.as('T'),
    B: ofCase.as('B'),
  },
  within: {
    ...ofCase.within,
    rows: () => sql`${isThere} AND ${ofCase.within.rows()}`,
  },
});

type PacketRow = { orgId: string; owner: ReferralRow };
const packetOfCase = recordsOfCase<PacketRow>('cpk', 'referral_id');

/** What a hospital was given of a case. One that takes the case over sees nothing of the one before it. */
export const casePacket = noun<PacketRow>('casePacket', {
  alias: 'cpk',
  see: 'referral.docIdentifying',
  async find(tx, id) {
    const [row] = await tx.sql<{ orgId: string; referralId: string }>`
      SELECT cpk.org_id AS "orgId", cpk.referral_id AS "referralId" FROM case_packet cpk WHERE cpk.id = ${id}`;
    const owner = row && (await referral.find(tx, row.referralId));
    return owner ? { orgId: row.orgId, owner } : null;
  },
  relations: {
    R: packetOfCase.as('R'),
    A: packetOfCase.as('A', packetOfCase.own),
    T: packetOfCase.as('T'),
    B: packetOfCase.as('B'),
  },
  within: packetOfCase.within,
});
