import { sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { addTurn } from '#server/discussions/index.ts';
import { notify } from '#server/notifications/index.ts';
import { poll, votersOf, type PollRow } from './access.ts';

/** Told this long before the end, where the poll is open for more than a day and a half. */
const SOON_HOURS = 24;
const LONG_HOURS = 36;

/**
 * Closes the polls whose deadline has passed and reminds of those that close soon. No vote waits for
 * this: the deadline is a condition of voting. One that cannot be closed does not keep the others open.
 */
export async function tendPolls(database: Database): Promise<{ closed: number; reminded: number }> {
  const due = await transaction(
    database,
    {},
    (tx) => tx.sql<{ id: string; late: boolean }>`
      SELECT id, closes_at <= ${tx.now} AS late FROM poll
       WHERE state = 'open' AND (closes_at <= ${tx.now} OR (
             reminded_at IS NULL AND closes_at <= ${tx.now}::timestamptz + make_interval(hours => ${SOON_HOURS})
             AND closes_at - opened_at > make_interval(hours => ${LONG_HOURS})))
       ORDER BY closes_at LIMIT 500`,
    { readOnly: true },
  );
  const done = await settleInTurn(due, ({ id, late }) =>
    transaction(database, {}, async (tx) => {
      const row = await poll.find(tx, id);
      if (!row) return false;
      return late ? closeIfDue(tx, row) : remindOf(tx, row);
    }),
  );
  return {
    closed: due.filter((one, i) => one.late && done[i]).length,
    reminded: due.filter((one, i) => !one.late && done[i]).length,
  };
}

async function closeIfDue(tx: Tx, row: PollRow): Promise<boolean> {
  const closed = await closePollRow(tx, row, null);
  if (closed) await tellAuthor(tx, row);
  return closed;
}

/**
 * Ends a poll: who could vote is written down, for the result to say of how many. At its deadline
 * (`by` is null) only when that has come; by its author at any time, on the version they saw.
 */
export async function closePollRow(
  tx: Tx,
  row: PollRow,
  by: { personId: string | null; orgId: string | null; version: number } | null,
): Promise<boolean> {
  const condition = by
    ? sql`version = ${by.version}::int`
    : sql`closes_at <= ${tx.now}::timestamptz`;
  const { count } = await tx.query(
    sql`UPDATE poll SET state = 'closed', closed_at = ${tx.now}::timestamptz, version = version + 1,
               electorate = ARRAY(${votersOf(row.thread)})
         WHERE id = ${row.id}::uuid AND state = 'open' AND ${condition}`,
  );
  if (count === 0) return false;
  await addTurn(tx, row.threadId, by, { kind: 'pollClosed', pollId: row.id });
  return true;
}

async function tellAuthor(tx: Tx, row: PollRow): Promise<void> {
  await notify(tx, {
    type: 'poll.closed',
    subject: { kind: 'thread', id: row.threadId },
    to: sql`m.person_id = ${row.openedBy}::uuid AND o.id = ${row.orgId}::uuid`,
  });
}

/** Those who can vote for organisations that have not, once for each poll. */
async function remindOf(tx: Tx, row: PollRow): Promise<boolean> {
  const { count } = await tx.query(
    sql`UPDATE poll SET reminded_at = ${tx.now}::timestamptz
         WHERE id = ${row.id}::uuid AND state = 'open' AND reminded_at IS NULL`,
  );
  if (count === 0) return false;
  const voted = await tx.sql<{ orgId: string }>`
    SELECT org_id AS "orgId" FROM vote WHERE poll_id = ${row.id}`;
  const missing = row.voters.filter((id) => !voted.some((one) => one.orgId === id));
  if (missing.length > 0) await tellVoters(tx, row, 'poll.closingSoon', missing, null);
  return true;
}

/** The representatives of organisations with a vote, and those who were lent one. */
export async function tellVoters(
  tx: Tx,
  row: Pick<PollRow, 'threadId' | 'proxies'>,
  type: 'poll.opened' | 'poll.closingSoon',
  orgIds: readonly string[],
  actorId: string | null,
): Promise<void> {
  const lent = row.proxies.filter((one) => orgIds.includes(one.orgId));
  const people = lent.flatMap((one) => one.toPersonId ?? []);
  const orgs = lent.flatMap((one) => one.toOrgId ?? []);
  await notify(tx, {
    type,
    subject: { kind: 'thread', id: row.threadId },
    to: sql`((o.id = ANY (${[...orgIds, ...orgs]}::uuid[]) AND 'representative' = ANY (m.roles))
             OR m.person_id = ANY (${people}::uuid[]))`,
    actorId,
    except: actorId,
  });
}

/** Says on the thread's channel that a poll is not as it was; its page asks what that means to it. */
export async function tellPages(tx: Tx, row: Pick<PollRow, 'id' | 'threadId'>): Promise<void> {
  await append(tx, { kind: 'thread', id: row.threadId }, 'poll.changed', { pollId: row.id });
}

async function settleInTurn<One>(
  all: readonly One[],
  act: (one: One) => Promise<boolean>,
): Promise<boolean[]> {
  const done: boolean[] = [];
  let failed: unknown;
  for (const one of all) {
    done.push(
      await act(one).catch((error: unknown) => {
        failed = error;
        return false;
      }),
    );
  }
  if (failed) throw failed;
  return done;
}
