import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import { askToConfirm, nextBackup } from '../backups.ts';
import {
  announce,
  clock,
  endOffers,
  intakeClock,
  lockSeen,
  move,
  offerClosed,
  onCase,
  settleGrants,
  worklistsOf,
} from '../cases.ts';
import { confirmDeadline } from '../rules/answer-clock.ts';
import { CaseCode, RELEASE_REASONS } from '../schemas.ts';
import { tellCase, theChoosers } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const release = command('referrals.release', {
  summary:
    'The hospital that has the case gives it back before the patient comes, with the reason. The first backup is asked with a fresh clock, without a new broadcast; without one the case is the officer’s again.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(RELEASE_REASONS),
  }),
  subject: referral.of('code'),
  gate: 'referral.release',
  async run({ input, subject, actor, tx, emit, audit }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    const { reason } = input;
    const gone = { id: row.acceptedOfferId!, orgId: row.acceptedOrgId! };
    await tx.sql`UPDATE offer SET status = 'released', closed_at = ${tx.now}, version = version + 1
      WHERE id = ${gone.id} AND status = 'accepted'`;
    await tx.sql`DELETE FROM referral_stay WHERE referral_id = ${row.id}`;
    const free = [
      sql`accepted_offer_id = NULL`,
      sql`accepted_org_id = NULL`,
      sql`cancel_requested_at = NULL`,
      sql`cancel_reason = NULL`,
    ];
    const next = await nextBackup(tx, { ...row, state: 'broadcasting' });
    const state = next
      ? await move(tx, row, 'release', by(actor), {
          set: [...free, ...clock(tx.now, confirmDeadline(tx.now, row.urgency))],
          facts: { reason },
        })
      : await move(tx, row, 'releaseWithoutBackup', by(actor), {
          set: [...free, ...intakeClock(tx.now, row.urgency)],
          facts: { reason },
        });
    if (next) {
      const nobody = { actorId: null, orgId: null };
      // The sender reads that a backup is asked, and not which.
      const facts = { reason: 'released' };
      await enter(tx, { referralId: row.id, type: 'nextAsked', ...nobody, facts });
      await askToConfirm(tx, row, next, nobody);
    }
    const ended = next ? [] : await endOffers(tx, row.id, 'notSelected');
    await settleGrants(tx, row.id);
    await announce(emit, [
      offerClosed(gone),
      ...ended.map(offerClosed),
      ...(next ? [{ channel: { kind: 'offer' as const, id: next.id }, type: 'offer.chosen' }] : []),
      { ...onCase(row.id, 'case.released'), acl: true },
      ...(await worklistsOf(tx, row, [
        gone.orgId,
        ...(next ? [next.orgId] : []),
        ...ended.map(({ orgId }) => orgId),
      ])),
    ]);
    const notice = next ? 'referral.releasedToBackup' : 'referral.released';
    await tellCase(tx, row, notice, theChoosers(row), actor.personId);
    audit({ referralId: row.id, reason, offer: gone.id, next: next?.id ?? null });
    return { code: row.code, state, version: row.version + 1 };
  },
});
