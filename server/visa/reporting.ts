import { audience } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { businessDayAfter } from '#server/platform/holidays.ts';
import { newOpaqueId } from '#server/platform/ids.ts';
import { dayInJapan } from '#server/platform/times.ts';
import {
  enter,
  referral,
  tellCase,
  type Moved,
  type ReferralRow,
} from '#server/referrals/index.ts';
import type { ReportedTo, ReportKind } from './plain.ts';

/**
 * Business days in which a change or a cancellation is reported. That it has to be is the Ministry's
 * (身元保証機関 取扱概要); a day is on no public page, so this one is the Forum's own and a setting.
 */
export const REPORT_DAYS = { setting: 'visa.reportBusinessDays', fallback: 5 };

/** What it was and what it is now; days, counts, codes. */
export type ReportFacts = { from?: Told; to?: Told };
type Told = { on?: string; until?: string; count?: number };

export type Report = {
  id: string;
  planId: string;
  kind: ReportKind;
  facts: ReportFacts;
  raisedAt: Date;
  dueOn: string;
  reportedOn: string | null;
  reportedTo: ReportedTo | null;
  reference: string | null;
  version: number;
};

/** The reports of a case, over all its hospitals: those that are owed first. */
export function reportsOf(tx: Tx, referralId: string): Promise<Report[]> {
  return tx.sql<Report>`
    SELECT p.id, p.plan_id AS "planId", p.kind, p.facts, p.raised_at AS "raisedAt", p.due_on::text AS "dueOn",
           p.reported_on::text AS "reportedOn", p.reported_to AS "reportedTo", p.reference, p.version
      FROM visa_report p JOIN visa_plan v ON v.id = p.plan_id WHERE v.referral_id = ${referralId}
     ORDER BY p.reported_on IS NOT NULL, p.due_on, p.raised_at, p.id LIMIT 100`;
}

/** Business days for a report, as the setting says, else as here. */
export async function reportDays(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ days: number }>`
    SELECT greatest(1, least(60, (value #>> '{}')::numeric::int)) AS days FROM setting
     WHERE key = ${REPORT_DAYS.setting} AND jsonb_typeof(value) = 'number'`;
  return row?.days ?? REPORT_DAYS.fallback;
}

/**
 * The plan of a case that a guarantor has vouched for, or that an application went out with, and whose
 * patient has not left: what changes of it has to be reported. The newest, where hospitals took turns.
 */
async function vouched(tx: Tx, referralId: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>`
    SELECT v.id FROM visa_plan v JOIN referral r ON r.id = v.referral_id
     WHERE v.referral_id = ${referralId} AND r.facilitator_org_id IS NOT NULL
       AND v.way IN ('single', 'multiple') AND v.left_on IS NULL
       AND (v.guaranteed_on IS NOT NULL OR v.applied_on IS NOT NULL)
     ORDER BY v.written_at DESC, v.id DESC LIMIT 1`;
  return row?.id ?? null;
}

/**
 * Notes that a change is to be reported, once for each kind: another change of it is the same report,
 * and one that takes it back leaves none. Does nothing where no guarantor has vouched.
 */
export async function oweReport(
  tx: Tx,
  row: ReferralRow,
  kind: ReportKind,
  facts: ReportFacts,
): Promise<void> {
  const planId = await vouched(tx, row.id);
  if (!planId) return;
  const today = dayInJapan(tx.now);
  const dueOn = businessDayAfter(today, await reportDays(tx));
  const [owed] = await tx.sql<{ id: string; facts: ReportFacts; version: number }>`
    INSERT INTO visa_report AS p (id, plan_id, kind, facts, raised_at, due_on)
    VALUES (${newOpaqueId()}, ${planId}, ${kind}, ${JSON.stringify(facts)}::jsonb, ${tx.now}, ${dueOn}::date)
    ON CONFLICT (plan_id, kind) WHERE reported_on IS NULL
      DO UPDATE SET facts = p.facts || jsonb_strip_nulls(jsonb_build_object('to', excluded.facts->'to')),
        version = p.version + 1
    RETURNING p.id, p.facts, p.version`;
  const { from, to } = owed!.facts;
  if (from && JSON.stringify(sorted(from)) === JSON.stringify(sorted(to))) {
    await tx.sql`DELETE FROM visa_report WHERE id = ${owed!.id}`;
    return;
  }
  // One that is owed already is not told anew.
  if (owed!.version > 0) return;
  const nobody = { actorId: null, orgId: null };
  await enter(tx, { referralId: row.id, type: 'visaReportDue', ...nobody, facts: { kind } });
  const theirs = audience('visa.report', referral, row);
  await tellCase(tx, row, 'referral.visaReportDue', theirs, null);
}

/** PostgreSQL keeps the keys of an object in an order of its own. */
function sorted(told: Told | undefined) {
  return Object.entries(told ?? {}).sort(([a], [b]) => a.localeCompare(b));
}

/** What a step of the case changes of what was vouched for. */
export async function oweByMove(tx: Tx, { id, act }: Moved): Promise<void> {
  const kind = BY_ACT[act];
  const row = kind || act === 'discharge' ? await referral.find(tx, id) : null;
  if (!row) return;
  if (kind) return oweReport(tx, row, kind, {});
  const [stay] = await tx.sql<{ endsOn: string; dischargedOn: string }>`
    SELECT ends_on::text AS "endsOn", discharged_on::text AS "dischargedOn" FROM referral_stay
     WHERE referral_id = ${id} AND discharged_on < ends_on`;
  if (!stay) return;
  const { endsOn, dischargedOn } = stay;
  return oweReport(tx, row, 'stayEnded', { from: { until: endsOn }, to: { until: dischargedOn } });
}

const BY_ACT: Readonly<Record<string, ReportKind>> = {
  release: 'hospital',
  releaseWithoutBackup: 'hospital',
  referOnward: 'hospital',
  cancel: 'cancelled',
  confirmCancel: 'cancelled',
};
