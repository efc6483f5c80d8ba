import { forbidden } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { mustSayWhy, referral } from '#server/referrals/index.ts';
import { leftToday } from '../exports.ts';
import { OneCase } from '../schemas.ts';

export const exportPage = query('interop.exportPage', {
  summary:
    'Whether the caller may export a case, how many exports are left today, and whether a reason is asked.',
  input: OneCase,
  subject: referral.of('code'),
  // Looking at the page is no export, and is not recorded as one.
  gate: 'referral.viewMeta',
  async run({ subject, actor, tx, may }) {
    if (!may('referral.export', referral, subject)) throw forbidden();
    return {
      code: subject.code,
      left: await leftToday(tx, actor),
      askReason: await mustSayWhy(tx, actor, subject),
    };
  },
});
