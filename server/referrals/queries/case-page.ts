import { z } from 'zod';
import type { Actor } from '../../platform/access/actor.ts';
import type { Action } from '../../platform/access/matrix.ts';
import { notFound } from '../../platform/errors.ts';
import { query } from '../../platform/use-case.ts';
import { referral, type ReferralRow } from '../access.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import {
  consentOf,
  hospitalOf,
  officerOf,
  offersOf,
  organisationOf,
  ownOfferOf,
  teaserDraftOf,
} from '../circle.ts';
import { missingPieces } from '../missing.ts';
import { readMeta, readOwnAnswer } from '../projections.ts';
import { clockOf } from '../rules/answer-clock.ts';
import { hasAccepted, isCandidate } from '../rules/disclosure.ts';
import { availableActions, TRANSITIONS, type Need } from '../rules/states.ts';
import { CaseCode } from '../schemas.ts';
import { timelineFor, type Side } from '../timeline.ts';

/** What the page asks of other queries, or offers as forms, because the caller may. */
const RIGHTS = {
  teaser: 'referral.viewDeid',
  clinical: 'referral.viewClinical',
  identity: 'referral.viewIdentifying',
  edit: 'referral.edit',
  consent: 'referral.consent',
  choose: 'referral.broadcast',
} as const satisfies Record<string, Action>;

export const casePage = query('referrals.casePage', {
  summary:
    'A case as the caller’s side of it may see it: where it stands, what can be done now, who takes part, what happened. Facts of the patient are other questions (teaser, clinical, identity).',
  input: z.strictObject({ code: CaseCode }),
  subject: referral.of('code'),
  gate: 'referral.viewMeta',
  async run({ subject: row, actor, tx, may, services }) {
    const side = sideOf(row, actor);
    if (side === 'candidate') {
      // A hospital that is asked knows the case by its offer alone.
      return {
        side,
        offerId: (await ownOfferOf(tx, row.id, actor.orgId)) ?? notFoundHere(),
      } as const;
    }
    const allowed = (action: Action) => may(action, referral, row);
    const rights = Object.fromEntries(
      Object.entries(RIGHTS).map(([name, action]) => [name, allowed(action)]),
    ) as Record<keyof typeof RIGHTS, boolean>;
    const inside = side !== 'desk' && side !== 'guarantor';
    const lacking = await lackingNow(tx, row, side, services.keyRing);
    return {
      now: tx.now.toISOString(),
      side,
      meta: await readMeta(tx, row.id),
      rights,
      actions: availableActions(row.state, allowed, (need) => lacking.get(need) ?? []),
      missing: [...lacking.values()].flat(),
      partner: await organisationOf(tx, row.partnerOrgId),
      officer: row.officerId ? await officerOf(tx, row.officerId, actor.lang) : null,
      hospital: row.acceptedOfferId && inside ? await hospitalOf(tx, row.acceptedOfferId) : null,
      consent: inside && side !== 'accepted' ? await consentOf(tx, row.id) : null,
      offers: side === 'officer' ? await offersOf(tx, row.id) : null,
      offered: side === 'officer' || side === 'partner' ? row.offers.length : null,
      teaserDraft: side === 'officer' ? await teaserDraftOf(tx, row.id) : null,
      own: side === 'accepted' ? await readOwnAnswer(tx, row.acceptedOfferId!) : null,
      clock: await clockFor(tx, row),
      timeline: await timelineFor(
        tx,
        row.id,
        actor,
        side === 'desk' || side === 'guarantor' ? 'meta' : side,
      ),
      /** The channel to listen to, for those who may. */
      channel: allowed('referral.threadView')
        ? { id: row.id, asOf: await channelSeq(tx, { kind: 'case', id: row.id }) }
        : null,
    };
  },
});

export type CaseSide = Exclude<Side, 'meta'> | 'desk' | 'guarantor';

/** The nearest side of a case that the caller stands on. */
function sideOf(row: ReferralRow, actor: Actor): CaseSide {
  if (actor.orgId === row.partnerOrgId) return 'partner';
  if (actor.orgKind === 'secretariat') {
    return actor.personId === row.officerId && actor.roles.includes('staff') ? 'officer' : 'desk';
  }
  if (actor.orgId && hasAccepted(row, actor.orgId)) return 'accepted';
  if (actor.orgId && isCandidate(row, actor.orgId)) return 'candidate';
  return 'guarantor';
}

function notFoundHere(): never {
  throw notFound();
}

/** What the steps of this state still wait for, opened only for those who may read it anyway. */
async function lackingNow(
  tx: Parameters<typeof missingPieces>[0],
  row: ReferralRow,
  side: CaseSide,
  ring: Parameters<typeof missingPieces>[1],
): Promise<Map<Need, string[]>> {
  const lacking = new Map<Need, string[]>();
  if (side !== 'partner' && side !== 'officer') return lacking;
  const needs = TRANSITIONS.filter(
    ({ act, from }) => (act === 'submit' || act === 'broadcast') && from.includes(row.state),
  ).flatMap((step) => step.needs);
  for (const need of needs) lacking.set(need, await missingPieces(tx, ring, row, [need]));
  return lacking;
}

async function clockFor(tx: Parameters<typeof missingPieces>[0], row: ReferralRow) {
  if (row.state !== 'broadcasting' || !row.answerDeadline) return null;
  const [sent] = await tx.sql<{ at: Date | null }>`
    SELECT max(sent_at) AS at FROM offer WHERE referral_id = ${row.id}`;
  return clockOf(sent?.at ?? tx.now, row.answerDeadline, tx.now);
}
