import { estimateInForce } from '#server/estimates/index.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { ReferralRow } from '#server/referrals/index.ts';
import type { Item, ItemState, PaperKind, PaperLang } from './plain.ts';
import { alarmsOf, type Alarm, type Days, type Stay } from './rules/clock.ts';
import { goodUntil, itemsOf, type Plan, type Standing } from './rules/items.ts';
import { nextOf, type Next } from './rules/next.ts';
import { turnsOf, type PartyTurn } from './rules/turns.ts';

/** A plan as it is kept. */
export type PlanRow = Plan &
  Days & {
    id: string;
    orgId: string;
    edition: number;
    guaranteeNumber: string | null;
    guaranteedOn: string | null;
    settledOn: string | null;
    version: number;
  };

/** The plan of the hospital that has the case now. */
export async function planOf(
  tx: Tx,
  { id, acceptedOrgId }: Pick<ReferralRow, 'id' | 'acceptedOrgId'>,
): Promise<PlanRow | null> {
  const [row] = await tx.sql<PlanRow>`
    SELECT id, org_id AS "orgId", way, inpatient, coe_by AS "coeBy", companions, edition, version, decision,
           arrives_on::text AS "arrivesOn", leaves_on::text AS "leavesOn",
           coe_applied_on::text AS "coeAppliedOn", coe_issued_on::text AS "coeIssuedOn",
           applied_on::text AS "appliedOn", decided_on::text AS "decidedOn", valid_until::text AS "validUntil",
           entered_on::text AS "enteredOn", stay_until::text AS "stayUntil",
           guarantee_number AS "guaranteeNumber", guaranteed_on::text AS "guaranteedOn",
           settled_on::text AS "settledOn", left_on::text AS "leftOn", exit_reported_on::text AS "exitReportedOn"
      FROM visa_plan WHERE referral_id = ${id} AND org_id = ${acceptedOrgId}::uuid`;
  return row ?? null;
}

type Ticked = {
  item: Item;
  state: ItemState;
  on: string | null;
  paperOn: string | null;
  reason: string | null;
  version: number;
};

/** The papers that a plan needs, each with what was said of it. */
export async function checklistOf(tx: Tx, plan: PlanRow, country: string): Promise<Standing[]> {
  const rows = await tx.sql<Ticked>`
    SELECT item, state, on_day::text AS on, paper_on::text AS "paperOn", reason, version
      FROM visa_item WHERE plan_id = ${plan.id}`;
  return itemsOf(plan, country).map((needed) => {
    const { state, on, paperOn, reason, version } = sayingOf(needed.item, plan, rows);
    const until = needed.age && paperOn ? goodUntil(needed.age, paperOn) : null;
    return { ...needed, state, on, paperOn, reason, version, goodUntil: until };
  });
}

function sayingOf(item: Item, plan: PlanRow, rows: readonly Ticked[]): Omit<Ticked, 'item'> {
  const nothing = { paperOn: null, reason: null, version: 0 };
  if (item === 'guarantee') {
    const state = plan.guaranteedOn ? 'brought' : 'open';
    return { ...nothing, state, on: plan.guaranteedOn };
  }
  const row = rows.find((each) => each.item === item);
  return row ?? { ...nothing, state: 'open', on: null };
}

export type PaperRow = {
  kind: PaperKind;
  lang: PaperLang;
  number: number;
  documentNumber: string;
  edition: number;
  at: Date;
};

/** The papers printed for a plan, the newest first. */
export function papersOf(tx: Tx, planId: string): Promise<PaperRow[]> {
  return tx.sql<PaperRow>`
    SELECT p.kind, p.lang, p.number, d.number AS "documentNumber", p.edition, p.at
      FROM visa_paper p JOIN document d ON d.id = p.document_id
     WHERE p.plan_id = ${planId} ORDER BY p.at DESC, p.kind, p.lang LIMIT 50`;
}

/** The newest of each kind and language: what somebody may have handed in. */
function newestOf(papers: readonly PaperRow[]): PaperRow[] {
  return papers.filter(
    (one) =>
      !papers.some(
        (other) => other.kind === one.kind && other.lang === one.lang && other.number > one.number,
      ),
  );
}

/** A plan with everything that follows from it. */
export type Whole = {
  plan: PlanRow;
  items: Standing[];
  papers: PaperRow[];
  stay: Stay | null;
  /** The day on which the hospital noted that the patient has come. */
  arrivedOn: string | null;
  alarms: Alarm[];
  next: Next;
  /** What waits for whom, for lists. */
  turns: PartyTurn[];
  estimate: 'accepted' | 'issued' | null;
};

const NOTHING = {
  country: '',
  startsOn: null as string | null,
  endsOn: null as string | null,
  arrivedOn: null as string | null,
};

export async function wholeOf(tx: Tx, row: ReferralRow): Promise<Whole | null> {
  const plan = await planOf(tx, row);
  if (!plan) return null;
  const [{ country, startsOn, endsOn, arrivedOn } = NOTHING] = await tx.sql<typeof NOTHING>`
      SELECT r.country, s.starts_on::text AS "startsOn", s.ends_on::text AS "endsOn", s.arrived_on::text AS "arrivedOn"
        FROM referral r LEFT JOIN referral_stay s ON s.referral_id = r.id AND s.org_id = ${plan.orgId}
       WHERE r.id = ${row.id}`;
  const stay = startsOn ? { startsOn, endsOn } : null;
  const items = await checklistOf(tx, plan, country);
  const papers = await papersOf(tx, plan.id);
  const outdated = newestOf(papers).find(({ edition }) => edition < plan.edition);
  const today = dayInJapan(tx.now);
  const outdatedPaperOn = outdated ? dayInJapan(outdated.at) : null;
  const estimate = await estimateInForce(tx, { referralId: row.id, orgId: plan.orgId });
  const guarantor = row.facilitatorOrgId !== null;
  const closed = row.state === 'closed';
  const alarms = alarmsOf({ plan, days: plan, items, stay, outdatedPaperOn, closed, today });
  return {
    plan,
    items,
    papers,
    stay,
    alarms,
    arrivedOn,
    next: nextOf({ plan, days: plan, items, arrivedOn, guarantor, estimate, closed }),
    turns: turnsOf({ plan, days: plan, items, alarms, arrivedOn, guarantor, closed, today }),
    estimate,
  };
}
