import { z } from 'zod';
import { lapsedNow } from '#server/certifications/index.ts';
import { anywhere, mayAny } from '#server/platform/access/access.ts';
import { actsByDutyOfCare, type Actor } from '#server/platform/access/actor.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { WORKLIST_VIEWS, type WorklistView } from '../plain.ts';
import { caseCounts, caseLines } from '../worklist/cases.ts';
import { COUNTED_TO, LINES } from '../worklist/lines.ts';
import { offerCounts, offerLines } from '../worklist/offers.ts';

export const worklist = query('referrals.worklist', {
  summary:
    'The cases of the acting organisation: offers for a hospital, its own cases for a sender or guarantor, all for the secretariat; with what waits, how long, and what changed since one looked. `code` finds one case by its code, whatever its view.',
  input: z.strictObject({
    view: z.enum(WORKLIST_VIEWS).optional(),
    code: z.string().max(20).optional(),
    /** Where the page before ended, as it said. */
    after: z
      .string()
      .regex(/^(infinity|\d{4}-\d\d-\d\dT[\d:.]+Z)~[0-9a-f-]{36}$/)
      .optional(),
  }),
  subject: anywhere,
  gate: 'referral.viewMeta',
  async run({ input, actor, tx }) {
    const hospital = actor.orgKind === 'hospital';
    const { counts, waiting } = await (hospital ? offerCounts : caseCounts)(tx, actor);
    const view: WorklistView = input.view ?? (counts.waiting > 0 ? 'waiting' : 'running');
    const wanted = { view, code: input.code, after: input.after, waiting };
    const lines = await (hospital ? offerLines : caseLines)(tx, actor, wanted);
    const shown = lines.slice(0, LINES);
    return {
      now: tx.now.toISOString(),
      side: sideOf(actor),
      mayCreate: mayAny(actor, 'referral.create'),
      /** The secretariat's people who review emergency accesses. */
      mayReview: actor.orgKind === 'secretariat' && mayAny(actor, 'referral.reviewBreakGlass'),
      /** What the caller's own hospital or company has lost: it is given nothing new until it is renewed. */
      lapsed: ['hospital', 'facilitator'].includes(actor.orgKind ?? '')
        ? await lapsedNow(tx, actor.orgId!)
        : [],
      /** By duty of care alone: so many patients stay with a hospital that is no member in good standing. */
      keeps: actsByDutyOfCare(actor) ? { cases: counts.waiting + counts.running } : null,
      mayCount: mayAny(actor, 'referral.stats'),
      view,
      /** Nobody reads more of them one by one: a number that has reached `countedTo` is that or more. */
      counts,
      countedTo: COUNTED_TO,
      lines: shown,
      /** Where the next page begins. */
      next: lines.length > LINES ? shown.at(-1)!.place : null,
      channel: actor.orgId
        ? { id: actor.orgId, asOf: await channelSeq(tx, { kind: 'org', id: actor.orgId }) }
        : null,
    };
  },
});

export type WorklistSide = 'hospital' | 'partner' | 'guarantor' | 'desk';

function sideOf({ orgKind }: Actor): WorklistSide {
  if (orgKind === 'hospital' || orgKind === 'partner') return orgKind;
  return orgKind === 'secretariat' ? 'desk' : 'guarantor';
}
