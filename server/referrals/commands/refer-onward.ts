import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { forbidden, invalid } from '#server/platform/errors.ts';
import { newCaseCode, newOpaqueId } from '#server/platform/ids.ts';
import type { KeyRing } from '#server/platform/crypto/key-ring.ts';
import { command } from '#server/platform/use-case.ts';
import { referral, type ReferralRow } from '../access.ts';
import { intakeClock, lockSeen, move, noClock } from '../cases.ts';
import { moved } from '../moved.ts';
import { readClinical, readIdentified } from '../projections.ts';
import { CaseCode, COUNTRIES, ONWARD_REASONS } from '../schemas.ts';
import { identityIndexes, newCaseKey, sealClinical, sealIdentity } from '../sealing.ts';
import { theCircle } from '../telling.ts';
import { by, enter } from '../timeline.ts';
import { keepToldCare } from '../told-care.ts';

export const referOnward = command('referrals.referOnward', {
  summary:
    'The patient goes on to another institution, and the case is closed here. Within the Forum (the officer) a new case in review carries it on, with the patient’s data under a key of its own and without a consent; outside, the institution is named. The chain stays readable.',
  input: z
    .strictObject({
      code: CaseCode,
      version: z.number().int().min(0),
      to: z.enum(['forum', 'outside']),
      destination: z.string().trim().max(200).default(''),
      country: z.union([z.literal(''), z.literal('JP'), z.enum(COUNTRIES)]).default(''),
      reason: z.enum(ONWARD_REASONS),
    })
    .refine(({ to, destination }) => to === 'forum' || destination !== '', {
      path: ['destination'],
      message: 'required',
    }),
  subject: referral.of('code'),
  gate: 'referral.onward',
  async run(context) {
    const { input, subject, actor, tx, services } = context;
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const forum = input.to === 'forum';
    // A new case needs a consent, a review and a broadcast: that is the officer's to begin.
    if (forum && actor.personId !== row.officerId) throw forbidden('OFFICER_ONLY');
    const next = forum ? await carryOn(tx, services.keyRing, row) : null;
    if (next)
      await enter(tx, { referralId: next.id, type: 'created', ...by(actor), to: 'intakeReview' });
    await tx.sql`
      INSERT INTO referral_onward (from_id, to_id, destination, country, reason, person_id, org_id, at)
      VALUES (${row.id}, ${next?.id ?? null}, ${forum ? null : input.destination},
        ${input.country || null}, ${input.reason}, ${actor.personId}, ${actor.orgId}, ${tx.now})`;
    const state = await move(tx, row, 'referOnward', by(actor), {
      set: [sql`closed_at = ${tx.now}`, ...noClock],
      facts: { reason: input.reason, to: input.to },
    });
    const answer = await moved(context, row, state, 'case.referredOnward', {
      notice: 'referral.referredOnward',
      to: theCircle(row),
      facts: { reason: input.reason, to: next?.id ?? null },
    });
    return { ...answer, next: next?.code ?? null };
  },
});

/**
 * A new case of the same patient for the same sender and officer, with a key of its own. Its guarantor is
 * named with the plan of the next hospital: the registration of the last one may have run out.
 */
async function carryOn(
  tx: Tx,
  ring: KeyRing,
  row: ReferralRow,
): Promise<{ id: string; code: string }> {
  const identity = await readIdentified(tx, ring, row.id);
  const clinical = await readClinical(tx, ring, row.id);
  const id = newOpaqueId();
  const code = newCaseCode();
  const { key, wrapped } = newCaseKey(ring, id);
  const made = await tx.query(sql`
    INSERT INTO referral (id, code, state, mode, partner_org_id, created_by, officer_id,
      urgency, specialty, icd_block, sex, age_band, country, languages, wanted_from, wanted_to, companions, payer,
      mobility, interpreter, interpreter_lang, diet, request, wrapped_key, created_at, submitted_at)
    SELECT ${id}, ${code}, 'intakeReview', 'COLLECT', partner_org_id, created_by, officer_id,
      urgency, specialty, icd_block, sex, age_band, country, languages, wanted_from, wanted_to, companions, payer,
      mobility, interpreter, interpreter_lang, diet, request, ${wrapped}, ${tx.now}, ${tx.now}
      FROM referral WHERE id = ${row.id}`);
  if (made.count !== 1) throw invalid();
  const [deadline, from] = intakeClock(tx.now, row.urgency);
  await tx.query(sql`UPDATE referral SET ${deadline}, ${from} WHERE id = ${id}`);
  const index = identityIndexes(ring, identity);
  await tx.sql`
    INSERT INTO referral_identity (referral_id, sealed, person_index, exchanged_index, document_index,
      contact_index, phone_index)
    VALUES (${id}, ${sealIdentity(key, id, identity)}, ${index.person}, ${index.exchanged}, ${index.document},
      ${index.contact}, ${index.phone})`;
  await tx.sql`
    INSERT INTO referral_clinical (referral_id, sealed) VALUES (${id}, ${sealClinical(key, id, clinical)})`;
  await keepToldCare(tx, key, id, clinical);
  return { id, code };
}
