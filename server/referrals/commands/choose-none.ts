import { z } from 'zod';
import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { referral } from '../access.ts';
import {
  announce,
  endOffers,
  intakeClock,
  lockSeen,
  move,
  offerClosed,
  onCase,
  settleGrants,
  worklistsOf,
} from '../cases.ts';
import { CaseCode, NONE_REASONS } from '../schemas.ts';
import { tellCase, theChoosers } from '../telling.ts';
import { by } from '../timeline.ts';

export const chooseNone = command('referrals.chooseNone', {
  summary:
    'Sender or officer takes none of the answers, with the reason: the case is the officer’s again, and the hospitals’ pages close.',
  input: z.strictObject({
    code: CaseCode,
    version: z.number().int().min(0),
    reason: z.enum(NONE_REASONS),
  }),
  subject: referral.of('code'),
  gate: 'referral.choose',
  async run({ input, subject, actor, tx, emit, audit }) {
    const row = await lockSeen(tx, subject.id, input.version, actor);
    if (row.mode !== 'COLLECT') throw conflict('NOT_COLLECTING');
    if (row.offers.some(({ status }) => status === 'chosen')) throw conflict('CHOSEN_ALREADY');
    const ended = await endOffers(tx, row.id, 'notSelected');
    const state = await move(tx, row, 'chooseNone', by(actor), {
      set: intakeClock(tx.now, row.urgency),
      facts: { reason: input.reason },
    });
    await settleGrants(tx, row.id);
    await announce(emit, [
      ...ended.map(offerClosed),
      onCase(row.id, 'case.noneChosen'),
      ...(await worklistsOf(
        tx,
        row,
        ended.map(({ orgId }) => orgId),
      )),
    ]);
    await tellCase(tx, row, 'referral.noneChosen', theChoosers(row), actor.personId);
    audit({ referralId: row.id, reason: input.reason });
    return { code: row.code, state, version: row.version + 1 };
  },
});
