import { visible, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { caseKeyOf, mustSayWhy, opening, referral } from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import { casePacket, casePaper } from '../access.ts';
import { openPacket } from '../packet.ts';
import type { PacketReason } from '../plain.ts';
import { PAPER_COLUMNS, type PaperColumns } from '../reading.ts';
import { removable } from '../removing.ts';
import { OfCase } from '../schemas.ts';
import { openPaperWords } from '../sealing.ts';

export const ofCase = query('papers.ofCase', {
  summary:
    'The papers that were brought to a case, newest first, with what they are called, and what hospitals were given of the case as manifests of SHA-256 hashes. The read is recorded; the case officer says why, and without a reason is told only how many there are.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'referral.docIdentifying',
  async run({ input, subject: row, actor, tx, services, audit, may }) {
    const ring = services.keyRing;
    const { rows } = await tx.query<PaperColumns & { orgId: string; sealed: Buffer }>(sql`
      SELECT ${PAPER_COLUMNS}, cp.org_id AS "orgId", cp.sealed
        FROM case_paper cp JOIN file f ON f.id = cp.id JOIN organisation o ON o.id = cp.org_id
       WHERE cp.referral_id = ${row.id} AND ${visible(actor, 'referral.docDeid', casePaper)}
       ORDER BY cp.brought_at DESC, cp.id LIMIT 100`);
    const askReason = !input.reason && (await mustSayWhy(tx, actor, row));
    const told = {
      code: row.code,
      state: row.state,
      scans: services.files.scans,
      askReason,
      count: rows.length,
      may: {
        upload: may('referral.docUpload', referral, row),
        release: may('referral.docRelease', referral, row),
      },
    };
    if (askReason) return { ...told, papers: [], packets: [] };
    const { facts } = await opening({ actor, tx, ring }, row, input);
    audit({ class: 'papers', ...facts });
    const key = await caseKeyOf(tx, ring, row.id);
    return {
      ...told,
      papers: rows.map(({ sealed, broughtAt, releasedAt, orgId, ...paper }) => ({
        ...paper,
        removable: removable(may, actor, row, { ...paper, orgId }),
        broughtAt: broughtAt.toISOString(),
        releasedAt: releasedAt?.toISOString() ?? null,
        ...openPaperWords(key, { referralId: row.id, paperId: paper.id }, sealed),
      })),
      packets: await packetsOf(tx, actor, row.id, key),
    };
  },
});

/** What hospitals were given of the case, the newest first: hashes to hold files and records against. */
async function packetsOf(tx: Tx, actor: Actor, referralId: string, key: Uint8Array) {
  const { rows } = await tx.query<{
    id: string;
    number: number;
    why: PacketReason;
    at: Date;
    org: Label;
    sealed: Buffer;
  }>(sql`
    SELECT cpk.id, cpk.number, cpk.why, cpk.at, o.short_name AS org, cpk.sealed
      FROM case_packet cpk JOIN organisation o ON o.id = cpk.org_id
     WHERE cpk.referral_id = ${referralId} AND ${visible(actor, 'referral.docIdentifying', casePacket)}
     ORDER BY cpk.at DESC, cpk.id DESC LIMIT 100`);
  return rows.map(({ sealed, at, ...packet }) => ({
    ...packet,
    at: at.toISOString(),
    ...openPacket(key, referralId, packet.id, sealed),
  }));
}
