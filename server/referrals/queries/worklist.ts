import { z } from 'zod';
import { anywhere, mayAny, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { query } from '#server/platform/use-case.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { candidacy, offer, referral } from '../access.ts';
import { nameColumns, readable, type NameColumns } from '../names.ts';
import { ownStatus, type OwnAnswer } from '../projections.ts';
import { clockOf, type Clock } from '../rules/answer-clock.ts';
import type { OfferStatus } from '../rules/offers.ts';
import { GROUP_OF, type Group } from '../rules/states.ts';
import type { Label, Urgency } from '../schemas.ts';
import { DONE, isDone, notAnothersDraft, offerWaits, waitsFor } from '../standing.ts';

const MOST = 100;

/** `waiting`: the next step is mine. `running`: it goes on elsewhere. `done`: it has ended. */
const VIEWS = ['waiting', 'running', 'done'] as const;
export type WorklistView = (typeof VIEWS)[number];

type Line = {
  view: WorklistView;
  code: string;
  changed: boolean;
  ageFrom: string;
};
/** A case as sender, guarantor and secretariat see it in a list. */
export type CaseLine = Line & {
  kind: 'case';
  state: ReferralState;
  group: Group;
  urgency: Urgency;
  specialty: Label | null;
  partner: Label | null;
  officer: { name: string; lang: string } | null;
  mine: boolean;
  clock: Clock | null;
};
/** What a hospital was asked; of a case that is closed to it, its own answer is left. */
export type OfferLine = Line & {
  kind: 'offer';
  offerId: string;
  status: OwnAnswer['status'];
  state: ReferralState | null;
  urgency: Urgency | null;
  specialty: Label | null;
  answeredAt: string | null;
  clock: Clock | null;
};

export const worklist = query('referrals.worklist', {
  summary:
    'The cases of the acting organisation: offers for a hospital, its own cases for a sender or guarantor, all for the secretariat; with what waits, how long, and what changed since one looked.',
  input: z.strictObject({ view: z.enum(VIEWS).optional() }),
  subject: anywhere,
  gate: 'referral.viewMeta',
  async run({ input, actor, tx }) {
    const all =
      actor.orgKind === 'hospital' ? await offerLines(tx, actor) : await caseLines(tx, actor);
    const counts = Object.fromEntries(
      VIEWS.map((view) => [view, all.filter((line) => line.view === view).length]),
    ) as Record<WorklistView, number>;
    const view = input.view ?? (counts.waiting > 0 ? 'waiting' : 'running');
    return {
      now: tx.now.toISOString(),
      side: sideOf(actor),
      mayCreate: actor.orgKind === 'partner' && mayAny(actor, 'referral.create'),
      view,
      counts,
      lines: all.filter((line) => line.view === view),
      /** How many are read at most; a longer list says so. */
      most: MOST,
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

type OfferColumns = {
  offerId: string;
  code: string;
  status: OfferStatus;
  open: boolean;
  waits: boolean;
  state: ReferralState | null;
  urgency: Urgency | null;
  specialty: Label | null;
  deadline: Date | null;
  clockFrom: Date;
  pausedAt: Date | null;
  sentAt: Date;
  answeredAt: Date | null;
  changed: boolean;
};

/** The columns of the case are read only where the door to it stands open. */
async function offerLines(tx: Tx, actor: Actor): Promise<OfferLine[]> {
  const rows = await tx.sql<OfferColumns>`
    SELECT f.id AS "offerId", c.code, f.status, r.id IS NOT NULL AS open, ${offerWaits} AS waits, r.state, r.urgency,
           s.labels AS specialty, r.answer_deadline AS deadline, coalesce(r.clock_from, f.sent_at) AS "clockFrom",
           r.clock_paused_at AS "pausedAt", f.sent_at AS "sentAt",
           f.answered_at AS "answeredAt",
           coalesce(greatest(f.sent_at, f.chosen_at, f.closed_at) > l.at, true) AS changed
      FROM offer f
      JOIN (SELECT id, code FROM referral) c ON c.id = f.referral_id
      LEFT JOIN referral r ON r.id = f.referral_id AND ${visible(actor, 'referral.viewDeid', candidacy)}
      LEFT JOIN term s ON s.vocabulary = 'clinicalSpecialties' AND s.code = r.specialty
      LEFT JOIN referral_look l ON l.record_id = f.id AND l.person_id = ${actor.personId}
     WHERE ${visible(actor, 'referral.viewMeta', offer)}
     ORDER BY (r.state = 'broadcasting' AND ${offerWaits}) IS TRUE DESC, ${isDone} IS NOT FALSE,
              r.answer_deadline NULLS LAST, f.sent_at DESC LIMIT ${MOST}`;
  return rows.map((row) => ({
    kind: 'offer',
    view: viewOfOffer(row),
    offerId: row.offerId,
    code: row.code,
    status: ownStatus(row.status),
    state: row.state,
    urgency: row.urgency,
    specialty: row.specialty,
    ageFrom: row.sentAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    changed: row.changed,
    clock:
      row.state === 'broadcasting' && row.deadline
        ? clockOf(row.clockFrom, row.deadline, tx.now, row.pausedAt)
        : null,
  }));
}

function viewOfOffer({ open, state, waits }: OfferColumns): WorklistView {
  if (!open || state === null || DONE.includes(state)) return 'done';
  return state === 'broadcasting' && waits ? 'waiting' : 'running';
}

/** States in which somebody's clock runs. */
const CLOCKED: readonly ReferralState[] = ['submitted', 'intakeReview', 'broadcasting'];

type CaseColumns = {
  id: string;
  code: string;
  state: ReferralState;
  urgency: Urgency;
  specialty: Label | null;
  partner: Label | null;
  officerId: string | null;
  officer: NameColumns | null;
  createdAt: Date;
  submittedAt: Date | null;
  deadline: Date | null;
  askedAt: Date | null;
  pausedAt: Date | null;
  waits: boolean;
  changed: boolean;
};

async function caseLines(tx: Tx, actor: Actor): Promise<CaseLine[]> {
  const rows = await tx.sql<CaseColumns>`
    SELECT r.id, r.code, r.state, r.urgency, s.labels AS specialty, o.short_name AS partner,
           r.officer_id AS "officerId", ${nameColumns('p')} AS officer, r.created_at AS "createdAt", r.submitted_at AS "submittedAt",
           r.answer_deadline AS deadline,
           r.clock_from AS "askedAt", r.clock_paused_at AS "pausedAt", ${waitsFor(actor)} AS waits,
           coalesce((SELECT max(e.at) FROM referral_event e WHERE e.referral_id = r.id
             AND e.actor_id IS DISTINCT FROM ${actor.personId}::uuid) > coalesce(l.at, '-infinity'), false) AS changed
      FROM referral r
      LEFT JOIN organisation o ON o.id = r.partner_org_id
      LEFT JOIN person p ON p.id = r.officer_id
      LEFT JOIN term s ON s.vocabulary = 'clinicalSpecialties' AND s.code = r.specialty
      LEFT JOIN referral_look l ON l.record_id = r.id AND l.person_id = ${actor.personId}
     WHERE ${visible(actor, 'referral.viewMeta', referral)} AND ${notAnothersDraft(actor)}
     ORDER BY ${waitsFor(actor)} DESC, ${isDone}, r.answer_deadline NULLS LAST,
              r.submitted_at NULLS LAST, r.created_at DESC LIMIT ${MOST}`;
  return rows.map((row) => ({
    kind: 'case',
    view: viewOfCase(row),
    code: row.code,
    state: row.state,
    group: GROUP_OF[row.state],
    urgency: row.urgency,
    specialty: row.specialty,
    partner: row.partner,
    officer: readable(row.officer, actor.lang),
    mine: row.officerId === actor.personId,
    ageFrom: (row.submittedAt ?? row.createdAt).toISOString(),
    // What others carry is theirs to follow.
    changed: row.changed && (actor.orgKind !== 'secretariat' || row.officerId === actor.personId),
    clock:
      CLOCKED.includes(row.state) && row.deadline && row.askedAt
        ? clockOf(row.askedAt, row.deadline, tx.now, row.pausedAt)
        : null,
  }));
}

function viewOfCase({ state, waits }: CaseColumns): WorklistView {
  if (DONE.includes(state)) return 'done';
  return waits ? 'waiting' : 'running';
}
