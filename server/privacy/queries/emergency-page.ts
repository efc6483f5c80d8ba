import { sql } from '#server/platform/access/access.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { caseKeyOf, referral } from '#server/referrals/index.ts';
import { readAccessLog } from '../access-log.ts';
import { emergency } from '../access.ts';
import { openEmergencyWords } from '../emergency-words.ts';
import { mergeReads } from '../rules/log-entries.ts';
import { OneEmergency } from '../schemas.ts';
import { linesOf } from './emergencies.ts';

const MOST = 500;

export const emergencyPage = query('privacy.emergencyPage', {
  summary:
    'One emergency access for whoever reviews it: who, when, why in the administrator’s words, and everything that was read meanwhile. Nothing of the patient.',
  input: OneEmergency,
  subject: emergency.of('emergencyId'),
  gate: 'referral.reviewBreakGlass',
  async run({ subject, actor, tx, services }) {
    const [line] = await linesOf(tx, actor, sql`b.id = ${subject.id}::uuid`);
    const row = await referral.find(tx, subject.referralId);
    if (!line || !row) throw notFound();
    const [words] = await tx.sql<{ reason: Buffer | null; review: Buffer | null }>`
      SELECT sealed_reason AS reason, sealed_review AS review FROM break_glass WHERE id = ${subject.id}`;
    const key = words?.reason
      ? await caseKeyOf(tx, services.keyRing, row.id).catch(nullIfErased)
      : null;
    const say = (column: 'sealed_reason' | 'sealed_review', sealed: Buffer | null | undefined) =>
      key && sealed ? openEmergencyWords(key, subject, column, sealed) : null;
    const { entries } = await readAccessLog(tx, services.keyRing, row, actor, {
      view: 'all',
      only: subject.id,
      limit: MOST,
    });
    return {
      line,
      reason: say('sealed_reason', words?.reason),
      review: say('sealed_review', words?.review),
      reads: mergeReads(entries),
    };
  },
});

function nullIfErased(): null {
  return null;
}
