import { z } from 'zod';
import { lapsedNow, refuseLapsed } from '#server/certifications/index.ts';
import { holdMembership } from '#server/membership/index.ts';
import { sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { command } from '#server/platform/use-case.ts';
import { referral, type ReferralRow } from '../access.ts';
import { announce, intakeClock, lockSeen, move, onCase, worklistsOf } from '../cases.ts';
import { CaseCode } from '../schemas.ts';
import { requireNeeds } from '../missing.ts';
import { tellCase, theDesk } from '../telling.ts';
import { by } from '../timeline.ts';

export const submit = command('referrals.submit', {
  summary: 'Hands a draft to the secretariat. What is missing is named piece by piece.',
  input: z.strictObject({ code: CaseCode, version: z.number().int().min(0) }),
  subject: referral.of('code'),
  gate: 'referral.submit',
  async run({ input, subject, actor, tx, emit, audit, services }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    if (row.state === 'draft') await requireMembership(tx, row);
    await requireNeeds(tx, services.keyRing, row, 'submit');
    const state = await move(tx, row, 'submit', by(actor), {
      set: [sql`submitted_at = ${tx.now}`, ...intakeClock(tx.now, row.urgency)],
    });
    await announce(emit, [onCase(row.id, 'case.submitted'), ...(await worklistsOf(tx, row))]);
    const to = row.officerId ? sql`m.person_id = ${row.officerId}::uuid AND ${theDesk}` : theDesk;
    await tellCase(tx, row, 'referral.submitted', to, actor.personId);
    audit({ referralId: row.id });
    return { code: row.code, state, version: row.version + 1 };
  },
});

/** A sender past its last day as a member is there for the patients it has sent, and sends no new one. */
async function requireMembership(tx: Tx, { partnerOrgId }: ReferralRow): Promise<void> {
  await holdMembership(tx, partnerOrgId);
  const lapsed = await lapsedNow(tx, partnerOrgId);
  refuseLapsed(
    lapsed.filter((standing) => standing === 'membership'),
    'code',
  );
}
