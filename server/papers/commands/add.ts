import { conflict, forbidden, invalid } from '#server/platform/errors.ts';
import { audience, sql, type Sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { command } from '#server/platform/use-case.ts';
import { inTurn, roomIn, writeFileRow } from '#server/files/index.ts';
import {
  by,
  caseKeyOf,
  lockCase,
  referral,
  tellBeside,
  theCircle,
  type ReferralRow,
} from '#server/referrals/index.ts';
import { casePaper } from '../access.ts';
import { keepPacket } from '../packet.ts';
import { Add } from '../schemas.ts';
import { sealPaper } from '../sealing.ts';

/** Writes the rows that make a stored file a paper of the case. What it is called is sealed. */
export const add = command('papers.add', {
  input: Add,
  subject: referral.of('code'),
  gate: 'referral.docUpload',
  limit: { points: 60, seconds: 60 },
  doors: ['web'],
  async run({ input, subject, actor, tx, services, emit, audit, may }) {
    const { stored, note, consentVersion } = input;
    await inTurn(tx, actor, subject.id);
    const row = await lockCase(tx, subject.id);
    if (!may('referral.docUpload', referral, row)) throw conflict('STATE_CHANGED');
    const owner = { ownerKind: 'referral', ownerId: row.id } as const;
    await roomIn(tx, actor, owner, stored.byteSize);
    if (consentVersion !== null && !may('referral.consent', referral, row)) throw forbidden();
    const consentId = consentVersion && (await unprovenConsent(tx, row.id, consentVersion));
    const kind = consentId ? 'consent' : input.kind;
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const where = { referralId: row.id, paperId: stored.id };
    // The file's own row says nothing: its name may be the patient's, and its header is.
    const { name, header, ...file } = stored;
    const sealed = sealPaper(key, where, { name, note, header });
    const { scan } = await writeFileRow(tx, actor, owner, { ...file, name: 'paper' });
    await tx.sql`
      INSERT INTO case_paper (id, referral_id, org_id, kind, sealed, consent_id, brought_by, brought_at)
      VALUES (${stored.id}, ${row.id}, ${actor.orgId}, ${kind}, ${sealed}, ${consentId || null}::uuid,
              ${actor.personId}, ${tx.now})`;
    await keepPacket(tx, services.keyRing, row.id, 'paperBrought');
    const to = await whoIsTold(tx, stored.id, row);
    const entry = kind === 'consent' ? 'consentPaperBrought' : 'paperBrought';
    await tellBeside(tx, emit, row, 'paperBrought', by(actor), to, entry);
    audit({ referralId: row.id, paperId: stored.id, kind });
    return { paperId: stored.id, scan };
  },
});

/** Who may see the paper, and has read of those that came before it: five at once are one notice. */
async function whoIsTold(tx: Tx, paperId: string, row: ReferralRow): Promise<Sql> {
  const paper = await casePaper.find(tx, paperId);
  return sql`(${theCircle(row)} AND ${audience('referral.docDeid', casePaper, paper!)}
    AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.person_id = m.person_id AND n.read_at IS NULL
      AND n.type = 'referral.paperBrought' AND n.subject_id = ${row.id}::uuid))`;
}

/** The consent that a signed paper is of: one of the case, without a paper yet. */
async function unprovenConsent(tx: Tx, referralId: string, version: number): Promise<string> {
  const [consent] = await tx.sql<{ id: string; has: boolean }>`
    SELECT c.id, EXISTS (SELECT 1 FROM case_paper p WHERE p.consent_id = c.id AND p.removed_at IS NULL) AS has
      FROM consent c WHERE c.referral_id = ${referralId} AND c.version = ${version}`;
  if (!consent) {
    throw invalid('INVALID_INPUT', undefined, [
      { path: 'consentVersion', message: 'unknownRecord' },
    ]);
  }
  if (consent.has) throw conflict('CONSENT_HAS_PAPER');
  return consent.id;
}
