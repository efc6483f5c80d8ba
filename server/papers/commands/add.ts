import { conflict, forbidden, invalid, tooLarge } from '#server/platform/errors.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { command } from '#server/platform/use-case.ts';
import { inTurn, writeFileRow } from '#server/files/index.ts';
import { by, caseKeyOf, lockCase, referral, tellBeside } from '#server/referrals/index.ts';
import { roomInCase } from '../room.ts';
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
    if (stored.byteSize > (await roomInCase(tx, actor, row.id))) throw tooLarge('FILE_QUOTA');
    if (consentVersion !== null && !may('referral.consent', referral, row)) throw forbidden();
    const consentId = consentVersion && (await unprovenConsent(tx, row.id, consentVersion));
    const kind = consentId ? 'consent' : input.kind;
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const where = { referralId: row.id, paperId: stored.id };
    const sealed = sealPaper(key, where, { name: stored.name, note });
    const owner = { ownerKind: 'referral', ownerId: row.id } as const;
    // The file's own row says nothing: its name may be the patient's.
    const { name: _, ...file } = stored;
    const { scan } = await writeFileRow(tx, actor, owner, { ...file, name: 'paper' });
    await tx.sql`
      INSERT INTO case_paper (id, referral_id, org_id, kind, sealed, consent_id, brought_by, brought_at)
      VALUES (${stored.id}, ${row.id}, ${actor.orgId}, ${kind}, ${sealed}, ${consentId || null}::uuid,
              ${actor.personId}, ${tx.now})`;
    await tellBeside(tx, emit, row, 'paperBrought', by(actor));
    audit({ referralId: row.id, paperId: stored.id, kind });
    return { paperId: stored.id, scan };
  },
});

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
