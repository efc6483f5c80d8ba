import { conflict } from '#server/platform/errors.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { command } from '#server/platform/use-case.ts';
import { caseKeyToSeal, referral } from '#server/referrals/index.ts';
import { emergency } from '../access.ts';
import { refuseIdentifying, sealEmergencyWords } from '../emergency-words.ts';
import { EMERGENCY_MINUTES, REVIEW_HOURS } from '../plain.ts';
import { BreakGlass } from '../schemas.ts';
import { tellOpened } from '../telling.ts';

const MINUTE_MS = 60_000;

export const breakGlass = command('privacy.breakGlass', {
  summary:
    'Opens one case to an administrator for an hour, in an emergency. The others are told at once, every read is marked, and somebody else reviews it within 72 hours.',
  input: BreakGlass,
  subject: referral.of('code'),
  gate: 'referral.breakGlass',
  limit: { points: 5, seconds: 3600 },
  async run({ input, subject, actor, tx, emit, services, audit }) {
    const [overdue] = await tx.sql`
      SELECT 1 FROM break_glass WHERE person_id = ${actor.personId} AND reviewed_at IS NULL
        AND review_due_at <= ${tx.now} LIMIT 1`;
    if (overdue) throw conflict('REVIEW_OVERDUE');
    const id = newOpaqueId();
    const key = await caseKeyToSeal(tx, services.keyRing, subject.id);
    const reason = sealEmergencyWords(
      key,
      { id, referralId: subject.id },
      'sealed_reason',
      input.words,
    );
    const expiresAt = new Date(tx.now.getTime() + EMERGENCY_MINUTES * MINUTE_MS);
    const reviewDueAt = new Date(tx.now.getTime() + REVIEW_HOURS * 60 * MINUTE_MS);
    await tx.sql`
      UPDATE break_glass SET ended_at = expires_at WHERE referral_id = ${subject.id}
        AND person_id = ${actor.personId} AND ended_at IS NULL AND expires_at <= ${tx.now}`;
    const opened = await tx.sql`
      INSERT INTO break_glass (id, referral_id, person_id, org_id, sealed_reason, opened_at, expires_at, review_due_at)
      VALUES (${id}, ${subject.id}, ${actor.personId}, ${actor.orgId}, ${reason}, ${tx.now}, ${expiresAt},
              ${reviewDueAt})
      ON CONFLICT (referral_id, person_id) WHERE ended_at IS NULL DO NOTHING RETURNING 1`;
    if (opened.length === 0) throw conflict('EMERGENCY_OPEN');
    await refuseIdentifying(tx, services.keyRing, subject.id, input.words);
    audit({ class: 'emergency', breakGlass: id });
    await tellOpened(tx, (await emergency.find(tx, id))!, subject, { id, expiresAt });
    await emit({ kind: 'case', id: subject.id }, 'case.emergencyOpened', {}, { acl: true });
    return { emergencyId: id, until: expiresAt.toISOString() };
  },
});
