import { conflict } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { caseKeyOf, lockCase, referral } from '#server/referrals/index.ts';
import { ofRow, requireGiven, summaryOf } from '../reading.ts';
import { Save } from '../schemas.ts';
import { sealSummary } from '../sealing.ts';

export const save = command('summaries.save', {
  summary:
    'Writes the return summary of a case as a draft, which the hospital alone sees: at the end of a stay, or what it says in a second opinion once that was given.',
  input: Save,
  subject: referral.of('code'),
  gate: 'summary.write',
  async run({ input, subject, actor, tx, services, audit, may }) {
    const row = await lockCase(tx, subject.id);
    if (!may('summary.write', referral, row)) throw conflict('STATE_CHANGED');
    await requireGiven(tx, row);
    const of = ofRow(row);
    const draft = await summaryOf(tx, of, 'draft');
    // Somebody else has begun one, gone on with it, or issued it meanwhile.
    if ((draft?.version ?? null) !== input.version) throw conflict('STALE_VERSION');
    const id = draft?.id ?? newOpaqueId();
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealSummary(key, { referralId: row.id, rowId: id }, input.words);
    if (draft) {
      await tx.sql`
        UPDATE return_summary SET sealed = ${sealed}, written_by = ${actor.personId}, written_at = ${tx.now},
               version = version + 1
         WHERE id = ${id} AND state = 'draft'`;
    } else {
      await tx.sql`
        INSERT INTO return_summary (id, referral_id, org_id, kind, number, sealed, written_by, written_at)
        SELECT ${id}::uuid, ${row.id}::uuid, ${actor.orgId}::uuid, ${of.kind}::text, coalesce(max(s.number), 0) + 1, ${sealed}::bytea,
               ${actor.personId}::uuid, ${tx.now}::timestamptz
          FROM return_summary s WHERE s.referral_id = ${row.id} AND s.org_id = ${actor.orgId}`;
    }
    audit({ referralId: row.id, summaryId: id });
    return { version: draft ? draft.version + 1 : 0 };
  },
});
