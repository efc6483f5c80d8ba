import { conflict } from '#server/platform/errors.ts';
import { command } from '#server/platform/use-case.ts';
import { announce, by, enter, lockCase, onCase, referral } from '#server/referrals/index.ts';
import { endLink } from '../links.ts';
import { OfCase } from '../schemas.ts';

export const revoke = command('statusPage.revoke', {
  summary: 'Takes the link of patient and family away: it opens nothing from that moment.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'statusPage.revoke',
  async run({ subject, actor, tx, emit, audit }) {
    const row = await lockCase(tx, subject.id);
    if (!(await endLink(tx, row.id))) throw conflict('STATE_CHANGED');
    await enter(tx, { referralId: row.id, type: 'statusPageRevoked', ...by(actor) });
    await announce(emit, [onCase(row.id, 'case.statusPage')]);
    audit({ referralId: row.id });
    return { code: row.code };
  },
});
