import { command } from '#server/platform/use-case.ts';
import { opening, referral } from '#server/referrals/index.ts';
import { newLink, takeOne } from '../exports.ts';
import { OpenCase } from '../schemas.ts';

export const orderExport = command('interop.orderExport', {
  summary:
    'Makes the link of an export: good once, for ten minutes, for the person who ordered it.',
  input: OpenCase,
  subject: referral.of('code'),
  gate: 'referral.export',
  doors: ['web'],
  secret: true,
  async run(context) {
    const { input, subject, actor, tx, services, audit } = context;
    const { facts } = await opening({ actor, tx, ring: services.keyRing }, subject, input);
    const link = newLink(tx.now);
    const { id, left } = await takeOne(context, subject, link);
    audit({ class: 'export', exportId: id, ...facts });
    return { secret: link.secret, until: link.until.toISOString(), left };
  },
});
