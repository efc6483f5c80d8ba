import { onDuty } from '#server/duty/index.ts';
import { audience, sql, type Sql } from '#server/platform/access/access.ts';
import { IN_CARE, type ReferralState } from '#server/platform/access/matrix.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import {
  announce,
  enter,
  onCase,
  referral,
  tellCase,
  worklistsOf,
  type CaseNotice,
  type Emit,
  type EventType,
  type Moved,
  type ReferralRow,
} from '#server/referrals/index.ts';
import { ALARM_OF_PAPERS, type AlarmKind } from './plain.ts';
import { wholeOf } from './reading.ts';
import { aboutOf } from './rules/clock.ts';

/** Entries of the timeline that everybody with a part in the visa is told of in the same words. */
type Told = {
  [Type in EventType]: `referral.${Type}` extends CaseNotice ? Type : never;
}[EventType];

/**
 * What a step of the visa ends with: an entry of the timeline, a notice to hospital, sender, officer
 * and guarantor, their open pages, and the alarms that the step has raised.
 */
export async function tellVisa(
  tx: Tx,
  emit: Emit,
  row: ReferralRow,
  type: Told | null,
  who: { actorId: string | null; orgId: string | null },
): Promise<void> {
  if (type) {
    await enter(tx, { referralId: row.id, type, ...who });
    await tellCase(tx, row, `referral.${type}`, everybody(row), who.actorId);
  }
  await tellAlarms(tx, row);
  await announce(emit, [
    onCase(row.id, `case.${type ?? 'visaChanged'}`),
    ...(await worklistsOf(tx, row, row.acceptedOrgId ? [row.acceptedOrgId] : [])),
  ]);
}

/** A case that moved: other days may not fit now, and others may be asked for the next step. */
export async function followCase(tx: Tx, { id, to }: Moved): Promise<void> {
  if (!LOOKED_AT.includes(to)) {
    // Of a case that has left its hospital, or has ended otherwise, no plan waits for anybody.
    await tx.sql`UPDATE visa_plan SET turns = '{}' WHERE referral_id = ${id} AND turns <> '{}'`;
    return;
  }
  const row = await referral.find(tx, id);
  if (row) await tellAlarms(tx, row);
}
const LOOKED_AT: readonly ReferralState[] = [...IN_CARE, 'closed'];

/** Those with a part in the visa: of the hospital whoever is on duty. */
export function everybody(row: ReferralRow): Sql {
  return onDuty(audience('visa.view', referral, row));
}

/** The same without a guarantor that did not refer the patient: it does not see the papers of others. */
function thoseWithPapers(row: ReferralRow): Sql {
  return sql`(${everybody(row)} AND (m.org_id = ${row.partnerOrgId}::uuid
    OR m.org_id IS DISTINCT FROM ${row.facilitatorOrgId}::uuid))`;
}

/**
 * Tells of every alarm that nobody was told of: one entry and one notice, however many there are. It
 * says that there is something; the page says what. Those that hold no more are forgotten. What waits
 * for whom is noted on the plan, where lists read it.
 * @returns whether anybody was told
 */
export async function tellAlarms(tx: Tx, row: ReferralRow): Promise<boolean> {
  const whole = await wholeOf(tx, row);
  if (!whole) return false;
  await tx.sql`
    UPDATE visa_plan SET turns = ${whole.turns}::text[]
     WHERE id = ${whole.plan.id} AND turns <> ${whole.turns}::text[]`;
  const now = sql`unnest(${whole.alarms.map(({ kind }) => kind)}::text[], ${whole.alarms.map(aboutOf)}::text[])`;
  await tx.query(sql`
    DELETE FROM visa_alarm WHERE plan_id = ${whole.plan.id}::uuid
       AND (kind, about) NOT IN (SELECT a.kind, a.about FROM ${now} AS a(kind, about))`);
  const { rows } = await tx.query<{ kind: AlarmKind }>(sql`
    INSERT INTO visa_alarm (plan_id, kind, about, told_at)
    SELECT ${whole.plan.id}::uuid, a.kind, a.about, ${tx.now}::timestamptz FROM ${now} AS a(kind, about)
    ON CONFLICT DO NOTHING RETURNING kind`);
  if (rows.length === 0) return false;
  const nobody = { actorId: null, orgId: null };
  const ofPapers = rows.every(({ kind }) => kind === ALARM_OF_PAPERS);
  const type = ofPapers ? 'visaPaperAlarm' : 'visaAlarm';
  await enter(tx, { referralId: row.id, type, ...nobody });
  const to = ofPapers ? thoseWithPapers : everybody;
  await tellCase(tx, row, 'referral.visaAlarm', to(row), null);
  return true;
}
