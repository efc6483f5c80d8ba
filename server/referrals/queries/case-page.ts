import { z } from 'zod';
import type { Action } from '#server/platform/access/matrix.ts';
import { notFound } from '#server/platform/errors.ts';
import { query } from '#server/platform/use-case.ts';
import { actsByDutyOfCare, type Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { emergencyOf, referral, type ReferralRow } from '../access.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { dayInJapan } from '#server/platform/times.ts';
import {
  answerCountsOf,
  chainOf,
  consentOf,
  hospitalOf,
  officerOf,
  offersOf,
  organisationOf,
  ownOfferOf,
  teaserDraftOf,
} from '../circle.ts';
import { missingPieces } from '../missing.ts';
import { mustSayWhy } from '../opening.ts';
import { purposeOf } from '../opinion.ts';
import { readMeta, readOwnAnswer } from '../projections.ts';
import { erasesAt } from '../retention.ts';
import { clockOf } from '../rules/answer-clock.ts';
import { availableActions, TRANSITIONS, type Need } from '../rules/states.ts';
import { CaseCode } from '../schemas.ts';
import { sideOf, timelineSide, type CaseSide } from '../side.ts';
import { stayOf } from '../stay.ts';
import { timelineFor } from '../timeline.ts';

/** What the page asks of other queries, or offers as forms, because the caller may. */
const RIGHTS = {
  teaser: 'referral.viewDeid',
  clinical: 'referral.viewClinical',
  identity: 'referral.viewIdentifying',
  edit: 'referral.edit',
  consent: 'referral.consent',
  bring: 'referral.docUpload',
  papers: 'referral.docIdentifying',
  choose: 'referral.broadcast',
  doubles: 'referral.doubles',
  ask: 'referral.ask',
  reply: 'referral.reply',
  appointments: 'appointment.view',
  summary: 'summary.view',
  opinion: 'opinion.view',
  visa: 'visa.view',
  visaReports: 'visa.viewReports',
  statusPage: 'statusPage.view',
  accessLog: 'referral.accessLog',
  export: 'referral.export',
  breakGlass: 'referral.breakGlass',
  keeping: 'referral.hold',
  exception: 'referral.viewException',
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
    // Nobody travels for a second opinion, so nothing is asked of a visa while it comes first.
    if (row.state === 'accepted' || row.outcome) {
      rights.visa = rights.visa && (await purposeOf(tx, row.id)) === 'stay';
    }
    // Of an erased case everybody who knew of it sees the code and the course.
    const inside = side !== 'desk' && side !== 'guarantor' && row.state !== 'erased';
    const lacking = await lackingNow(tx, row, side, services.keyRing);
    return {
      now: tx.now.toISOString(),
      /** The day it is in Japan, where every date of a stay is. */
      today: dayInJapan(tx.now),
      side,
      meta: await readMeta(tx, row.id),
      rights,
      /** Before the patient's data open, the caller says why. */
      askReason: await mustSayWhy(tx, actor, row),
      actions: availableActions(row.state, allowed, (need) => lacking.get(need) ?? []).filter(
        ({ act }) => applies(act, row, lacking),
      ),
      missing: [...lacking.values()].flat(),
      partner: await organisationOf(tx, row.partnerOrgId),
      officer: row.officerId ? await officerOf(tx, row.officerId, actor.lang) : null,
      hospital: row.acceptedOfferId && inside ? await hospitalOf(tx, row.acceptedOfferId) : null,
      consent: inside && side !== 'accepted' ? await consentOf(tx, row.id) : null,
      offers: inside && side === 'officer' ? await offersOf(tx, row.id) : null,
      offered: side === 'officer' || side === 'partner' ? row.offers.length : null,
      teaserDraft: side === 'officer' ? await teaserDraftOf(tx, row.id) : null,
      answers: side === 'officer' || side === 'partner' ? await answerCountsOf(tx, row.id) : null,
      stay: inside ? await stayOf(tx, row.id) : null,
      chain: inside ? await chainOf(tx, row.id, side !== 'accepted') : null,
      /** What the guarantor has to report of changes, and has reported; null to whoever may not know. */
      reports: rights.visaReports ? await visaReportsOf(tx, row.id) : null,
      cancelRequested: inside ? (row.cancelRequestedAt?.toISOString() ?? null) : null,
      own: side === 'accepted' ? await readOwnAnswer(tx, row.acceptedOfferId!) : null,
      /** By duty of care alone: the hospital is no member in good standing. */
      keeps: actsByDutyOfCare(actor),
      emergency: side === 'guarantor' ? null : await emergencyFor(tx, row, actor),
      /** When a case that has ended loses its patient, unless somebody goes on with it. */
      erasesAt: inside ? ((await erasesAt(tx, row))?.toISOString() ?? null) : null,
      clock: await clockFor(tx, row),
      timeline: await timelineFor(tx, row.id, actor, timelineSide(side)),
      /** The channel to listen to, for those who may. */
      channel: allowed('referral.threadView')
        ? { id: row.id, asOf: await channelSeq(tx, { kind: 'case', id: row.id }) }
        : null,
    };
  },
});

async function visaReportsOf(tx: Tx, referralId: string) {
  const [row] = await tx.sql<{ owed: number; all: number }>`
    SELECT count(*) FILTER (WHERE p.reported_on IS NULL)::int AS owed, count(*)::int AS all
      FROM visa_report p JOIN visa_plan v ON v.id = p.plan_id WHERE v.referral_id = ${referralId}`;
  return row!;
}

/** An administrator who has the case open in an emergency, for the banner. */
async function emergencyFor(tx: Tx, row: ReferralRow, actor: Actor) {
  const open = emergencyOf(actor, row) ?? row.emergencies[0];
  if (!open) return null;
  return {
    until: new Date(open.until).toISOString(),
    mine: open.personId === actor.personId,
    by: await officerOf(tx, open.personId, actor.lang),
  };
}

/** Acts that also depend on what stands beside the state: how the case is asked, what was requested. */
function applies(act: string, row: ReferralRow, lacking: ReadonlyMap<Need, string[]>): boolean {
  if (act === 'closeWithOpinion') return lacking.has('opinion');
  const chosen = row.offers.some(({ status }) => status === 'chosen');
  const collecting = row.mode === 'COLLECT' && !chosen;
  if (act === 'choose') return collecting && row.offers.some(({ status }) => status === 'willing');
  if (act === 'chooseNone') return collecting;
  if (act === 'requestCancel') return row.cancelRequestedAt === null;
  if (act === 'keep') return row.cancelRequestedAt !== null;
  return true;
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
  if (side === 'desk' || side === 'guarantor' || side === 'candidate') return lacking;
  const steps = TRANSITIONS.filter(({ from }) => from.includes(row.state));
  // A case of which no second opinion was agreed on cannot end with one, and waits for none.
  const none =
    steps.some(({ act }) => act === 'closeWithOpinion') &&
    (await missingPieces(tx, ring, row, ['opinion'])).includes('opinionAgreed');
  const needs = steps
    .filter(({ act }) => !(none && act === 'closeWithOpinion'))
    .flatMap((step) => step.needs);
  for (const need of new Set(needs)) lacking.set(need, await missingPieces(tx, ring, row, [need]));
  return lacking;
}

async function clockFor(tx: Parameters<typeof missingPieces>[0], row: ReferralRow) {
  const runs = ['submitted', 'intakeReview', 'broadcasting'].includes(row.state);
  if (!runs || !row.answerDeadline) return null;
  return clockOf(row.clockFrom ?? tx.now, row.answerDeadline, tx.now, row.clockPausedAt);
}
