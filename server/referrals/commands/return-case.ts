import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { announce, lockSeen, move, noClock, onCase, worklistsOf } from '../cases.ts';
import { Advice, CaseCode, RETURN_REASONS } from '../schemas.ts';
import { caseKeyOf, sealWords } from '../sealing.ts';
import { tellCase } from '../telling.ts';
import { by } from '../timeline.ts';

export const returnCase = command('referrals.returnCase', {
  summary:
    'The officer sends a case back to the partner, with the reason, the sections to look at, and in words what it advises. The words are on the case; the notice holds none of them.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(RETURN_REASONS),
    advice: Advice,
    sections: z
      .array(z.enum(['identity', 'clinical', 'facts', 'consent']))
      .max(4)
      .default([]),
  }),
  subject: referral.of('code'),
  gate: 'referral.broadcast',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const state = await move(tx, row, 'returnCase', by(actor), {
      set: noClock,
      facts: { reason: input.reason, sections: input.sections },
    });
    const adviceId = newOpaqueId();
    const key = await caseKeyOf(tx, services.keyRing, row.id);
    const sealed = sealWords(key, row.id, adviceId, 'sealed', { text: input.advice });
    await tx.sql`INSERT INTO case_question (id, referral_id, asked_by, asked_at, sealed, advice)
      VALUES (${adviceId}, ${row.id}, ${actor.personId}, ${tx.now}, ${sealed}, true)`;
    await announce(emit, [onCase(row.id, 'case.returned'), ...(await worklistsOf(tx, row))]);
    await tellCase(
      tx,
      row,
      'referral.returned',
      sql`m.org_id = ${row.partnerOrgId}::uuid`,
      actor.personId,
    );
    audit({ referralId: row.id, reason: input.reason, adviceId });
    return { code: row.code, state, version: row.version + 1 };
  },
});
