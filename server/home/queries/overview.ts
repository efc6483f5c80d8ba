import { z } from 'zod';
import { anywhere, mayAny, sql, visible } from '#server/platform/access/access.ts';
import { announcementsOnHome } from '#server/announcements/index.ts';
import type { Actor } from '#server/platform/access/actor.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { event } from '#server/events/index.ts';
import { project } from '#server/discussions/index.ts';
import { referral, underWay } from '#server/referrals/index.ts';
import { query } from '#server/platform/use-case.ts';
import { waitingElsewhere, waitingItems } from '../waiting.ts';

type Labels = Partial<Record<string, string | null>>;
export type NextItem = {
  eventId: string;
  at: string;
  title: Labels;
  place: Labels | null;
  timeZone: string;
  mine: boolean;
};
/** A figure of the acting organisation; the page has the words for each type. */
export type Figure = {
  type: 'referrals' | 'projects' | 'seats';
  value: number;
  of: number | null;
  title: Labels | null;
};

const NEXT = 5;

/** What waits for me, what comes next, the figures of my work, and what waits at my other organisations. */
export const overview = query('home.overview', {
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'home.view',
  summary: 'What waits for me and what comes next',
  async run({ actor, tx, services }) {
    return {
      /** None for those to whom nothing is announced. */
      announcements: mayAny(actor, 'news.view') ? await announcementsOnHome(tx, actor) : null,
      waiting: await waitingItems(tx, actor),
      next: await nextEvents(tx, actor),
      figures: await figures(tx, actor),
      others: await waitingElsewhere(tx, actor),
      /** Whether there are discussions to go to while nothing waits. */
      discusses: mayAny(actor, 'project.view'),
      /** For those who would do something about it: files are not scanned for viruses here. */
      unscanned: !services.files.scans && mayAny(actor, 'file.tend'),
    };
  },
});

/** The events I have a seat at; for the secretariat all that are published. */
async function nextEvents(tx: Tx, actor: Actor): Promise<NextItem[]> {
  const mine = sql`EXISTS (SELECT 1 FROM registration g WHERE g.event_id = e.id
    AND g.person_id = ${actor.personId} AND g.state = 'confirmed')`;
  const whose = mayAny(actor, 'event.write') ? sql`true` : mine;
  const rows = await tx.sql<NextItem & { at: Date }>`
    SELECT e.id AS "eventId", e.starts_at AS at, e.title, e.place, e.time_zone AS "timeZone", ${mine} AS mine
    FROM event e
    WHERE ${visible(actor, 'event.view', event)} AND e.state = 'published' AND e.ends_at > ${tx.now} AND ${whose}
    ORDER BY e.starts_at LIMIT ${NEXT}`;
  return rows.map((row) => ({ ...row, at: (row.at as unknown as Date).toISOString() }));
}

async function figures(tx: Tx, actor: Actor): Promise<Figure[]> {
  return [
    ...(mayAny(actor, 'referral.viewMeta') ? [await openReferrals(tx, actor)] : []),
    ...(mayAny(actor, 'project.view') ? [await runningProjects(tx, actor)] : []),
    ...(await seatsOfNextEvent(tx, actor)),
  ];
}

async function openReferrals(tx: Tx, actor: Actor): Promise<Figure> {
  const [row] = await tx.sql<{ value: number }>`
    SELECT count(*)::int AS value FROM referral r
    WHERE ${visible(actor, 'referral.viewMeta', referral)} AND ${underWay(actor)}`;
  return { type: 'referrals', value: row!.value, of: null, title: null };
}

async function runningProjects(tx: Tx, actor: Actor): Promise<Figure> {
  const [row] = await tx.sql<{ value: number }>`
    SELECT count(*)::int AS value FROM project pr
    WHERE ${visible(actor, 'project.view', project)} AND pr.ended_at IS NULL`;
  return { type: 'projects', value: row!.value, of: null, title: null };
}

async function seatsOfNextEvent(tx: Tx, actor: Actor): Promise<Figure[]> {
  return tx.sql<Figure>`
    SELECT 'seats' AS type, e.title, e.seats AS of,
      (SELECT count(*)::int FROM registration g WHERE g.event_id = e.id AND g.state = 'confirmed') AS value
    FROM event e WHERE ${visible(actor, 'event.view', event)} AND e.state = 'published'
      AND e.seats IS NOT NULL AND e.starts_at > ${tx.now}
    ORDER BY e.starts_at LIMIT 1`;
}
