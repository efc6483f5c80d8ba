import { z } from 'zod';
import { lastDayOver } from '#server/membership/index.ts';
import { sql, type Sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import { inTurn } from '#server/platform/database/in-turn.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import type { ReferralRow } from './access.ts';
import { goOn } from './backups.ts';
import {
  announce,
  endOffers,
  lockCase,
  move,
  noClock,
  offerClosed,
  onCase,
  settleGrants,
  touch,
  worklistsOf,
  type Emit,
} from './cases.ts';
import { isInTime } from './rules/answer-clock.ts';
import { UNANSWERED_STATUSES } from './rules/offers.ts';
import { tellCase, theChoosers, theOfficer } from './telling.ts';
import { enter } from './timeline.ts';

export const overdueQueue = defineQueue('referrals.overdue', { data: z.strictObject({}) });
export const overdueSchedule: Schedule = {
  queue: overdueQueue,
  cron: '* * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

/** The hospital chosen for a case `r` is suspended, has left or is past its last day: it cannot confirm. */
function chosenIsGone(tx: Tx): Sql {
  return sql`EXISTS (SELECT 1 FROM offer f JOIN organisation o ON o.id = f.org_id
    WHERE f.referral_id = r.id AND f.status = 'chosen'
      AND (o.override IS NOT NULL OR ${lastDayOver(sql`o.id`, dayInJapan(tx.now))} IS NOT NULL))`;
}

/**
 * Goes on with cases whose time has passed, or whose chosen hospital can confirm no more: the next backup
 * is asked, the answers are there to choose from, or the case goes back to its officer. No acceptance
 * waits for this, deadline and standing are conditions of accepting. Answers how many.
 */
export async function closeOverdue(database: Database): Promise<number> {
  const late = await transaction(
    database,
    {},
    async (tx) =>
      (
        await tx.query<{ id: string }>(sql`
          SELECT r.id FROM referral r WHERE r.state = 'broadcasting'
             AND ((r.answer_deadline < ${tx.now} AND r.clock_paused_at IS NULL) OR ${chosenIsGone(tx)})
           ORDER BY r.id LIMIT 500`)
      ).rows,
    { readOnly: true },
  );
  await inTurn(database, late, closeOne);
  return late.length;
}

async function closeOne(tx: Tx, { id }: { id: string }): Promise<void> {
  const row = await lockCase(tx, id);
  if (row.state !== 'broadcasting') return;
  const gone = await choiceIsVoid(tx, id);
  if (!gone && (row.answerDeadline === null || isInTime(row, tx.now))) return;
  const emit: Emit = (channel, type, payload, options) =>
    append(tx, channel, type, payload, options);
  const { type, orgIds, ended } = await timeIsUp(tx, row, gone);
  await settleGrants(tx, id);
  await announce(emit, [
    ...ended.map(offerClosed),
    onCase(id, type),
    ...(await worklistsOf(tx, row, orgIds)),
  ]);
}

async function choiceIsVoid(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.query(
    sql`SELECT 1 FROM referral r WHERE r.id = ${id} AND ${chosenIsGone(tx)}`,
  );
  return count > 0;
}

/** The one chosen has not confirmed, or cannot; or answers are there to choose from; or nobody takes the case. */
async function timeIsUp(tx: Tx, row: ReferralRow, gone: boolean) {
  const stands = (wanted: string) => row.offers.some(({ status }) => status === wanted);
  if (stands('chosen')) {
    const [lapsed] = await endOffers(tx, row.id, 'expired', ['chosen']);
    const { orgId } = lapsed!;
    const type = gone ? 'offerStandingLost' : 'offerLapsed';
    await enter(tx, { referralId: row.id, type, actorId: null, orgId });
    const after = await goOn(tx, row, NOBODY, gone ? 'standingLost' : 'lapsed');
    const notice = after.next ? 'referral.nextAsked' : 'referral.backupsRanOut';
    await tellCase(tx, row, notice, theChoosers(row), null);
    const ended = [lapsed!, ...after.ended];
    const next = after.next ? [after.next.orgId] : [];
    const change = after.next ? 'case.chosen' : 'case.backupsRanOut';
    return { type: change, ended, orgIds: [...ended.map((each) => each.orgId), ...next] };
  }
  if (stands('willing')) {
    const ended = await endOffers(tx, row.id, 'expired', UNANSWERED_STATUSES);
    await touch(tx, row.id, noClock);
    await enter(tx, { referralId: row.id, type: 'answersIn', ...NOBODY });
    await tellCase(tx, row, 'referral.toChoose', theChoosers(row), null);
    return { type: 'case.answersIn', ended, orgIds: ended.map((each) => each.orgId) };
  }
  const ended = await endOffers(tx, row.id, 'expired');
  await move(tx, row, 'closeUnanswered', NOBODY, { set: noClock });
  await tellCase(tx, row, 'referral.noTaker', theOfficer(row), null);
  return { type: 'case.noTaker', ended, orgIds: ended.map((each) => each.orgId) };
}

const NOBODY = { actorId: null, orgId: null };
