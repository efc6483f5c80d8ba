import { visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { document } from '#server/documents/index.ts';
import { readAccessLog, type LogEntry } from '#server/privacy/index.ts';
import {
  consentOf,
  hospitalOf,
  officerOf,
  organisationOf,
  readClinical,
  readIdentified,
  readMeta,
  readTeaser,
  sideOf,
  teaserReader,
  timelineFor,
  timelineSide,
  type Clinical,
  type Identified,
  type Meta,
  type PersonName,
  type ReferralRow,
  type Teaser,
  type TimelineEntry,
} from '#server/referrals/index.ts';

/** A printed paper as a bundle names it; its content stays behind its own gate. */
export type PaperPart = { id: string; number: string; kind: string; lang: string; createdAt: string; byteSize: number | null }; // prettier-ignore

/**
 * What of a case goes into a bundle: the projections of the gate and nothing else. What the caller may
 * not see is null, and the bundle is made without it.
 */
export type CaseParts = {
  caseId: string;
  code: string;
  teaser: Teaser;
  clinical: Clinical | null;
  identity: Identified | null;
  meta: Meta | null;
  partner: Awaited<ReturnType<typeof organisationOf>>;
  officer: PersonName | null;
  hospital: Awaited<ReturnType<typeof hospitalOf>>;
  consent: Awaited<ReturnType<typeof consentOf>>;
  papers: PaperPart[];
  course: TimelineEntry[];
  reads: LogEntry[];
};

type Ground = { tx: Tx; ring: KeyRing; actor: Actor };
/** The newest reads of a case, so that a long life makes no endless file. */
const MOST_READS = 200;

/** The coded facts alone: what a hospital that is asked may see. */
export async function teaserParts(
  { tx, ring, actor }: Ground,
  row: ReferralRow,
): Promise<CaseParts> {
  return {
    caseId: row.id,
    code: row.code,
    teaser: await readTeaser(tx, ring, row.id, teaserReader(row, actor)),
    clinical: null,
    identity: null,
    meta: null,
    partner: null,
    officer: null,
    hospital: null,
    consent: null,
    papers: [],
    course: [],
    reads: [],
  };
}

/** The same with the clinical summary. */
export async function clinicalParts(ground: Ground, row: ReferralRow): Promise<CaseParts> {
  const clinical = await readClinical(ground.tx, ground.ring, row.id);
  return { ...(await teaserParts(ground, row)), clinical };
}

/** Everything that those who carry a case see of it. For callers whom the gate lets export it. */
export async function wholeParts(ground: Ground, row: ReferralRow): Promise<CaseParts> {
  const { tx, ring, actor } = ground;
  const side = sideOf(row, actor);
  const log = await readAccessLog(tx, ring, row, actor, { view: 'patient', limit: MOST_READS });
  return {
    ...(await clinicalParts(ground, row)),
    identity: await readIdentified(tx, ring, row.id),
    meta: await readMeta(tx, row.id),
    partner: await organisationOf(tx, row.partnerOrgId),
    officer: row.officerId ? await officerOf(tx, row.officerId, actor.lang) : null,
    hospital: row.acceptedOfferId ? await hospitalOf(tx, row.acceptedOfferId) : null,
    // The record of a consent names other hospitals: it stays with the sender and the officer.
    consent: side === 'accepted' ? null : await consentOf(tx, row.id),
    papers: await papersOf(tx, row, actor),
    course: await timelineFor(tx, row.id, actor, timelineSide(side)),
    reads: log.entries,
  };
}

async function papersOf(tx: Tx, row: ReferralRow, actor: Actor): Promise<PaperPart[]> {
  const papers = await tx.sql<Omit<PaperPart, 'createdAt'> & { createdAt: Date }>`
    SELECT d.id, d.number, d.kind, d.lang, d.created_at AS "createdAt", f.byte_size AS "byteSize"
      FROM document d LEFT JOIN file f ON f.id = d.file_id
     WHERE d.owner_kind = 'referral' AND d.owner_id = ${row.id} AND d.state = 'ready'
       AND ${visible(actor, 'referral.docIdentifying', document)}
     ORDER BY d.created_at, d.id LIMIT 100`;
  return papers.map((paper) => ({ ...paper, createdAt: paper.createdAt.toISOString() }));
}
