import { z } from 'zod';
import { visitor, type Actor } from '#server/platform/access/actor.ts';
import { auditPending } from '#server/platform/audit/index.ts';
import { append } from '#server/platform/channels/log.ts';
import { inTurn } from '#server/platform/database/in-turn.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { endEveryPart } from '#server/projects/index.ts';
import { casesOf } from './standing.ts';
import { resignationChanged, tell, theOffice } from './telling.ts';

export const resignationQueue = defineQueue('resignations.takeEffect', {
  data: z.strictObject({}),
});
export const resignationSchedule: Schedule = {
  queue: resignationQueue,
  cron: '*/10 * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

type Due = {
  id: string;
  orgId: string;
  leavesOn: string;
  announcedBy: string;
  heldUpAt: Date | null;
};

/**
 * Lets organisations go whose last day is over and whose resignation the secretariat has acknowledged,
 * each in a transaction of its own. One that still carries a patient stays until the case has gone on,
 * and the secretariat is told once. Answers how many have left.
 */
export async function takeEffect(database: Database): Promise<number> {
  const done = await inTurn(database, await dueIds(database), letGoOrHoldUp);
  return done.filter((gone) => gone).length;
}

/** Answers whether it has left. */
async function letGoOrHoldUp(tx: Tx, id: string): Promise<boolean> {
  const due = await lockDue(tx, id);
  if (!due) return false;
  await lockMembership(tx, due.orgId);
  const stays = (await casesOf(tx, due.orgId)) > 0;
  await (stays ? holdUp(tx, due) : letGo(tx, due));
  return !stays;
}

async function dueIds(database: Database): Promise<string[]> {
  return transaction(database, {}, async (tx) => {
    const rows = await tx.sql<{ id: string }>`
      SELECT id FROM resignation WHERE state = 'acknowledged' AND leaves_on < ${dayInJapan(tx.now)}::date ORDER BY id`;
    return rows.map(({ id }) => id);
  });
}

/** Another node may have it in hand, or somebody may have taken it back meanwhile. */
async function lockDue(tx: Tx, id: string): Promise<Due | undefined> {
  const [due] = await tx.sql<Due>`
    SELECT id, org_id AS "orgId", leaves_on AS "leavesOn", announced_by AS "announcedBy", held_up_at AS "heldUpAt"
      FROM resignation WHERE id = ${id} AND state = 'acknowledged' FOR UPDATE SKIP LOCKED`;
  return due;
}

/**
 * Whoever takes a patient on holds the membership until that is done (`holdMembership`): its cases are
 * counted after them, and those after this find it gone. Rows that refer to it may come meanwhile.
 */
async function lockMembership(tx: Tx, orgId: string): Promise<void> {
  await tx.sql`SELECT 1 FROM organisation WHERE id = ${orgId} FOR NO KEY UPDATE`;
}

async function holdUp(tx: Tx, due: Due): Promise<void> {
  if (due.heldUpAt) return;
  await tx.sql`UPDATE resignation SET held_up_at = ${tx.now} WHERE id = ${due.id}`;
  await tell(tx, due, 'resignation.heldUp', await theOffice(tx, due), null);
  await resignationChanged(tx, due.orgId);
}

/**
 * Its people's places end with all that was theirs alone (`membership_ended`), votes that it lent return,
 * it is a member no more, and its parts in projects end: in this order, so that nobody who has just left is
 * told of each project. What it leads stays until it is handed over; what its people wrote stays under its
 * name.
 */
async function letGo(tx: Tx, { id, orgId, leavesOn, announcedBy }: Due): Promise<void> {
  const people = await tx.sql<{ personId: string }>`
    UPDATE membership SET ended_at = ${tx.now} WHERE org_id = ${orgId} AND ended_at IS NULL
    RETURNING person_id AS "personId"`;
  await tx.sql`
    UPDATE vote_proxy SET revoked_at = ${tx.now}, revoked_by = ${announcedBy}
     WHERE (org_id = ${orgId} OR to_org_id = ${orgId}) AND revoked_at IS NULL AND ends_at > ${tx.now}`;
  await tx.sql`
    UPDATE organisation SET override = 'resigned', member_until = ${leavesOn}::date WHERE id = ${orgId}`;
  await tx.sql`
    UPDATE resignation SET state = 'done', ended_at = ${tx.now}, version = version + 1 WHERE id = ${id}`;
  const by: Actor = { ...visitor('ja'), kind: 'system', personId: announcedBy, orgId };
  const parts = await endEveryPart(tx, orgId, by);
  for (const personId of people.map((one) => one.personId).sort()) {
    await append(tx, { kind: 'person', id: personId }, 'access.changed', {});
  }
  const about = { id, orgId };
  await tell(tx, about, 'resignation.done', await theOffice(tx, about), null);
  await resignationChanged(tx, orgId);
  await auditPending(tx, 'main', {
    action: 'org.resign',
    useCase: 'resignations.takeEffect',
    outcome: 'allow',
    noun: 'organisation',
    id: orgId,
    leavesOn,
    people: people.length,
    projects: parts,
  });
}
