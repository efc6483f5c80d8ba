import { dayInJapan } from '#server/platform/times.ts';
import { query } from '#server/platform/use-case.ts';
import { referral, sideOf } from '#server/referrals/index.ts';
import { guarantorOf } from '../guarantors.ts';
import { reportDays, reportsOf } from '../reporting.ts';
import { OfCase } from '../schemas.ts';

export const reports = query('visa.reports', {
  summary:
    'What a guarantor has to report, or has reported, of changes and of the cancellation of what it vouched for, with the day by the Forum’s own setting. The case is told also once it has left its hospital or has ended.',
  input: OfCase,
  subject: referral.of('code'),
  gate: 'visa.viewReports',
  async run({ subject, actor, tx, may }) {
    const guarantor = await guarantorOf(tx, subject.facilitatorOrgId);
    const all = await reportsOf(tx, subject.id);
    const hidden = sideOf(subject, actor) === 'guarantor';
    return {
      code: subject.code,
      today: dayInJapan(tx.now),
      guarantor: guarantor && { id: guarantor.id, name: guarantor.name },
      /** Business days, by the setting: no rule that was found names any. */
      days: await reportDays(tx),
      /** Whether the caller says that it was reported. */
      writes: may('visa.report', referral, subject),
      reports: all.map(({ planId: _plan, raisedAt, facts, kind, ...report }) => ({
        ...report,
        kind,
        raisedAt: raisedAt.toISOString(),
        // How many come along is none of the guarantor's matter here; it knows whom it vouched for.
        facts: hidden && kind === 'companions' ? {} : facts,
      })),
    };
  },
});
