import { z } from 'zod';
import { currentAnnouncements } from '#server/announcements/index.ts';
import {
  excerptOf,
  held,
  heldWaiting,
  holdsFirstPosts,
  NEWCOMER_DAYS,
  type AuthorView,
} from '#server/discussions/index.ts';
import { anywhere, raw, sql, visible } from '#server/platform/access/access.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { departuresWaiting } from '#server/resignations/index.ts';
import { iso, personJson } from '../reading.ts';

/** More than these wait only where nobody looks; the oldest are decided first. */
const MOST = 50;

export type HeldLine = {
  id: string;
  at: string;
  excerpt: string;
  lang: string;
  author: AuthorView;
  org: Record<string, string>;
  /** The thread that it goes to, or would open. */
  thread: string;
  opens: boolean;
  late: boolean;
};

export const heldPosts = query('moderation.heldPosts', {
  summary:
    'First posts that wait for the secretariat, the oldest first, and whether they are held.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'held.decide',
  async run({ actor, tx }) {
    const asOfSeq = await channelSeq(tx, { kind: 'org', id: actor.orgId! });
    const { rows } = await tx.query<HeldLine & { body: string }>(sql`
      SELECT hp.id, ${raw(iso('hp.at'))} AS at, left(hp.body, 1000) AS body, hp.lang,
             ${personJson('hp.author_id')} AS author, o.short_name AS org,
             coalesce(hp.title, t.title) AS thread, hp.title IS NOT NULL AS opens, hp.reminded_at IS NOT NULL AS late
        FROM held_post hp JOIN organisation o ON o.id = hp.org_id LEFT JOIN thread t ON t.id = hp.thread_id
       WHERE hp.state = 'waiting' AND ${visible(actor, 'held.decide', held)}
       ORDER BY hp.at, hp.id LIMIT ${MOST}`);
    const { rows: settings } = await tx.query<{ on: boolean }>(
      sql`SELECT ${holdsFirstPosts()} AS "on"`,
    );
    return {
      lines: rows.map(({ body, ...line }): HeldLine => ({ ...line, excerpt: excerptOf(body) })),
      on: settings[0]!.on,
      days: NEWCOMER_DAYS,
      held: await heldWaiting(tx, actor),
      announcements: await currentAnnouncements(tx, actor),
      handovers: await departuresWaiting(tx, actor),
      orgId: actor.orgId!,
      asOfSeq,
    };
  },
});
