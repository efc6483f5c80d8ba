import { mayAny, raw, visible } from '#server/platform/access/access.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { discussionsWaiting, unreadThreadsOf } from '#server/discussions/index.ts';
import { event } from '#server/events/index.ts';
import { capacityToConfirm } from '#server/membership/index.ts';
import { moderationWaiting } from '#server/moderation/index.ts';
import { countHeld } from '#server/files/index.ts';
import { emergenciesToReview, requestsToDecide } from '#server/privacy/index.ts';
import { linesToCheck, linesToConfirm } from '#server/profiles/index.ts';
import {
  candidacy,
  offerWaits,
  opinionWaits,
  questionWaits,
  referral,
  toChoose,
  turnOfCase,
  type CaseTurn,
  waitsFor,
} from '#server/referrals/index.ts';

type Labels = Partial<Record<string, string | null>>;

/** One thing that waits for the caller, for the acting organisation: what it is, where, until when. */
export type WaitingItem = { due: string | null } & (
  | { type: 'referral.answer'; offerId: string; specialty: Labels; code: string }
  | {
      type:
        | 'referral.intake'
        | 'referral.complete'
        | 'referral.arrange'
        | 'referral.choose'
        | 'referral.question'
        | 'referral.opinion'
        | `referral.${CaseTurn}`;
      code: string;
      specialty: Labels;
    }
  | { type: 'emergency.review'; id: string; code: string }
  | { type: 'case.erase' | 'case.hold' | 'case.lift'; code: string }
  | { type: 'file.held' | 'profile.check'; count: number }
  | { type: 'capacity.confirm' | 'profile.confirm'; slug: string; count: number }
  | { type: 'event.publish'; eventId: string; title: Labels }
  | {
      type: 'thread.unread';
      threadId: string;
      title: string;
      lang: string;
      project: Labels;
      unread: number;
    }
);

const MOST = 8;
/** The name of the specialty of a case `r`, as labels. */
const SPECIALTY =
  raw(`coalesce((SELECT t.labels FROM term t WHERE t.vocabulary = 'clinicalSpecialties'
  AND t.code = r.specialty), jsonb_build_object('en', r.specialty)) AS specialty`);
const ISO = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;

/** Everything that waits, the most pressing first, at most eight of a kind. */
export async function waitingItems(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  return [
    ...(await offersToAnswer(tx, actor)),
    ...(await casesToWorkOn(tx, actor)),
    ...(await casesToWatch(tx, actor)),
    ...(await ownProfile(tx, actor)),
    ...(await heldFiles(tx, actor)),
    ...(await uncheckedLines(tx, actor)),
    ...(await eventsToPublish(tx, actor)),
    ...(await unreadThreads(tx, actor)),
  ];
}

/** How many things wait in each place of the navigation, and the projects that lie nearest. */
export async function waitingCounts(tx: Tx, actor: Actor) {
  const waiting = await discussionsWaiting(tx, actor);
  const { unreadThreads: discussions, unreadDirect: messages, projects } = waiting;
  const [row] = mayAny(actor, 'referral.viewMeta')
    ? await tx.sql<{ count: number }>`
        SELECT (SELECT count(*)::int FROM offer f WHERE ${visible(actor, 'referral.accept', candidacy)} AND ${offerWaits})
             + (SELECT count(*)::int FROM referral r WHERE ${visible(actor, 'referral.viewMeta', referral)}
                  AND ${waitsFor(actor)}) AS count`
    : [{ count: 0 }];
  return {
    counts: {
      discussions,
      messages,
      referrals: row!.count,
      moderation: await moderationWaiting(tx, actor),
    } as Record<string, number>,
    projects,
  };
}

async function offersToAnswer(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  if (!mayAny(actor, 'referral.accept')) return [];
  return tx.sql<WaitingItem>`
    SELECT 'referral.answer' AS type, f.id AS "offerId", r.code, ${SPECIALTY},
           to_char(r.answer_deadline AT TIME ZONE 'UTC', ${raw(ISO)}) AS due
    FROM offer f JOIN referral r ON r.id = f.referral_id
    WHERE ${visible(actor, 'referral.accept', candidacy)} AND ${offerWaits}
    ORDER BY r.answer_deadline NULLS LAST LIMIT ${MOST}`;
}

async function casesToWorkOn(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  if (!mayAny(actor, 'referral.viewMeta')) return [];
  return tx.sql<WaitingItem>`
    SELECT CASE WHEN ${opinionWaits(actor)} THEN 'referral.opinion'
           ELSE coalesce('referral.' || ${turnOfCase(actor)},
           CASE WHEN r.state IN ('draft', 'returned') THEN 'referral.complete'
                WHEN r.state = 'accepted' THEN 'referral.arrange'
                WHEN ${questionWaits(actor)} AND NOT ${toChoose} THEN 'referral.question'
                WHEN r.state = 'broadcasting' THEN 'referral.choose' ELSE 'referral.intake' END) END AS type, r.code, ${SPECIALTY}, NULL AS due
    FROM referral r
    WHERE ${visible(actor, 'referral.viewMeta', referral)} AND ${waitsFor(actor)}
    ORDER BY r.submitted_at NULLS LAST, r.created_at LIMIT ${MOST}`;
}

async function casesToWatch(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  const emergencies = await emergenciesToReview(tx, actor, MOST);
  const requests = await requestsToDecide(tx, actor, MOST);
  return [
    ...emergencies.map((each) => ({ type: 'emergency.review' as const, ...each })),
    ...requests.map(({ kind, code }) => ({ type: `case.${kind}` as const, code, due: null })),
  ];
}

async function eventsToPublish(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  if (!mayAny(actor, 'event.write')) return [];
  return tx.sql<WaitingItem>`
    SELECT 'event.publish' AS type, e.id AS "eventId", e.title,
           to_char(e.starts_at AT TIME ZONE 'UTC', ${raw(ISO)}) AS due
    FROM event e WHERE ${visible(actor, 'event.view', event)} AND e.state = 'draft' AND e.starts_at > ${tx.now}
    ORDER BY e.starts_at LIMIT ${MOST}`;
}

async function ownProfile(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  const asked = await capacityToConfirm(tx, actor);
  const lines = await linesToConfirm(tx, actor);
  return [
    ...(asked ? [{ type: 'capacity.confirm' as const, ...asked }] : []),
    ...(lines ? [{ type: 'profile.confirm' as const, ...lines }] : []),
  ];
}

async function heldFiles(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  const count = mayAny(actor, 'file.tend') ? await countHeld(tx) : 0;
  return count > 0 ? [{ type: 'file.held', due: null, count }] : [];
}

async function uncheckedLines(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  const count = await linesToCheck(tx, actor);
  return count > 0 ? [{ type: 'profile.check', due: null, count }] : [];
}

async function unreadThreads(tx: Tx, actor: Actor): Promise<WaitingItem[]> {
  const threads = await unreadThreadsOf(tx, actor, MOST);
  return threads.map((thread) => ({ type: 'thread.unread', due: null, ...thread }));
}

/** Waiting things of the caller's other organisations, as numbers: what they are needs acting for them. */
export async function waitingElsewhere(tx: Tx, actor: Actor) {
  return tx.sql<{ id: string; name: Labels; monogram: string; hue: number; count: number }>`
    SELECT o.id, o.short_name AS name, o.monogram, o.hue,
      (SELECT count(*)::int FROM notification n
        WHERE n.person_id = ${actor.personId} AND n.org_id = o.id AND n.read_at IS NULL)
      + (CASE WHEN 'hospitalCoordinator' = ANY (m.roles) AND o.kind = 'hospital' THEN
          (SELECT count(*)::int FROM offer f JOIN referral r ON r.id = f.referral_id
            WHERE f.org_id = o.id AND r.state = 'broadcasting'
              AND ${offerWaits}) ELSE 0 END) AS count
    FROM acting_membership m JOIN organisation o ON o.id = m.org_id
    WHERE m.person_id = ${actor.personId} AND m.ended_at IS NULL AND o.id IS DISTINCT FROM ${actor.orgId}
    ORDER BY m.started_at`;
}
