import { query } from '#server/platform/use-case.ts';
import { referral } from '#server/referrals/index.ts';
import { readAccessLog } from '../access-log.ts';
import { mergeReads } from '../rules/log-entries.ts';
import { AccessLog } from '../schemas.ts';

const PAGE = 200;

export const accessLog = query('privacy.accessLog', {
  summary:
    'Who has seen a case: when, for which organisation, which part, and why. Read from the sealed audit, as far as the caller’s side may know the others. Reading it is recorded as well.',
  input: AccessLog,
  subject: referral.of('code'),
  gate: 'referral.accessLog',
  limit: { points: 60, seconds: 60 },
  async run({ input, subject, actor, tx, services }) {
    const { entries, next } = await readAccessLog(tx, services.keyRing, subject, actor, {
      view: input.view,
      after: input.after,
      limit: PAGE,
    });
    return {
      code: subject.code,
      view: input.view,
      now: tx.now.toISOString(),
      lines: mergeReads(entries),
      next,
      /** The log begins for this reader where its hospital accepted the case. */
      sinceAccepted: actor.orgKind !== 'secretariat' && actor.orgId !== subject.partnerOrgId,
    };
  },
});
