import { z } from 'zod';
import { sql } from '../../platform/access/access.ts';
import { command } from '../../platform/use-case.ts';
import { referral } from '../access.ts';
import {
  announce,
  endOffers,
  lockSeen,
  move,
  offerClosed,
  onCase,
  settleGrants,
  worklistsOf,
} from '../cases.ts';
import { CANCEL_REASONS, CaseCode } from '../schemas.ts';
import { tellCase, theCircle } from '../telling.ts';
import { by, enter } from '../timeline.ts';

export const cancel = command('referrals.cancel', {
  summary:
    'The sender or the officer withdraws a case, with a reason. It closes to every hospital at once.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(CANCEL_REASONS),
  }),
  subject: referral.of('code'),
  gate: 'referral.withdraw',
  async run({ input, subject, actor, tx, emit, audit }) {
    const row = await lockSeen(tx, subject.id, input.version);
    const ended = await endOffers(tx, row.id, 'recall', 'withdrawn');
    const state = await move(tx, row, 'cancel', [sql`closed_at = ${tx.now}`]);
    if (row.acceptedOfferId) {
      await tx.sql`UPDATE offer SET closed_at = ${tx.now}, version = version + 1 WHERE id = ${row.acceptedOfferId}`;
      ended.push({ id: row.acceptedOfferId, orgId: row.acceptedOrgId! });
    }
    await settleGrants(tx, row.id);
    await enter(tx, {
      referralId: row.id,
      type: 'cancelled',
      ...by(actor),
      from: row.state,
      to: state,
      facts: { reason: input.reason },
    });
    await announce(emit, [
      ...ended.map(offerClosed),
      onCase(row.id, 'case.cancelled'),
      ...(await worklistsOf(
        tx,
        row,
        ended.map(({ orgId }) => orgId),
      )),
    ]);
    if (row.state !== 'draft') {
      await tellCase(tx, row, 'referral.cancelled', theCircle(row), actor.personId);
    }
    audit({ referralId: row.id, reason: input.reason, offers: ended.map(({ id }) => id) });
    return { code: row.code, state, version: row.version + 1 };
  },
});
