import { currentAnnouncements } from '#server/announcements/index.ts';
import { BAR_HOLDS, excerptOf, heldWaiting, type AuthorView } from '#server/discussions/index.ts';
import { anywhere, raw, sql, visible } from '#server/platform/access/access.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { departuresWaiting } from '#server/resignations/index.ts';
import { report } from '../access.ts';
import { iso, personJson } from '../reading.ts';
import { Queue, type Outcome, type QueueView, type ReportReason } from '../schemas.ts';

const PAGE = 30;

export type QueueLine = {
  id: string;
  at: string;
  reason: ReportReason;
  excerpt: string;
  lang: string;
  author: AuthorView;
  direct: boolean;
  /** The thread's name; empty of a conversation, whose name is not the secretariat's to read. */
  thread: string;
  claimedBy: AuthorView | null;
  mine: boolean;
  outcome: Outcome | null;
  decidedAt: string | null;
  /** It has waited for so long that the secretariat is reminded of it. */
  late: boolean;
};

/** Reports by how they stand: the oldest first while they are open, the latest first once decided. */
export const queue = query('moderation.queue', {
  summary: 'Reports for the secretariat: open, one’s own, decided.',
  input: Queue,
  subject: anywhere,
  gate: 'report.work',
  async run({ input, actor, tx }) {
    const { view } = input;
    const asOfSeq = await channelSeq(tx, { kind: 'org', id: actor.orgId! });
    const decided = view === 'decided' || view === 'barred';
    const order = raw(decided ? 'rp.decided_at' : 'rp.at');
    const [at, id] = input.after?.split('~') ?? [];
    const beyond = raw(decided ? '<' : '>');
    const after = at
      ? sql`(${order}, rp.id) ${beyond} (${at}::timestamptz, ${id}::uuid)`
      : sql`true`;
    const { rows } = await tx.query<QueueLine & { body: string }>(sql`
      SELECT rp.id, ${raw(iso('rp.at'))} AS at, rp.reason, x.body, x.lang, ${personJson('rp.author_id')} AS author,
             t.project_id IS NULL AS direct, CASE WHEN t.project_id IS NULL THEN '' ELSE t.title END AS thread,
             ${personJson('rp.claimed_by')} AS "claimedBy", rp.claimed_by = ${actor.personId}::uuid AS mine,
             rp.outcome, ${raw(iso('rp.decided_at'))} AS "decidedAt",
             rp.state = 'open' AND rp.reminded_at IS NOT NULL AS late
        FROM report rp JOIN thread t ON t.id = rp.thread_id
        JOIN report_text x ON x.report_id = rp.id AND x.post_id = rp.post_id
       WHERE ${visible(actor, 'report.work', report)} AND ${inView(view, actor.personId!)} AND ${after}
       ORDER BY ${order} ${raw(decided ? 'DESC' : 'ASC')}, rp.id ${raw(decided ? 'DESC' : 'ASC')} LIMIT ${PAGE + 1}`);
    const lines = rows.slice(0, PAGE).map(({ body, ...line }): QueueLine => ({
      ...line,
      mine: line.mine ?? false,
      excerpt: excerptOf(body.slice(0, 1000)),
    }));
    const last = lines.at(-1);
    return {
      view,
      lines,
      next: rows.length > PAGE && last ? `${decided ? last.decidedAt : last.at}~${last.id}` : null,
      /** How many first posts wait. */
      held: await heldWaiting(tx, actor),
      /** How many announcements are current. */
      announcements: await currentAnnouncements(tx, actor),
      /** How many organisations wait to leave, or have something to hand over. */
      handovers: await departuresWaiting(tx, actor),
      orgId: actor.orgId!,
      asOfSeq,
    };
  },
});

function inView(view: QueueView, personId: string) {
  if (view === 'decided') return sql`rp.state = 'decided'`;
  if (view === 'barred') {
    return sql`EXISTS (SELECT 1 FROM writing_bar b WHERE b.report_id = rp.id AND ${BAR_HOLDS})`;
  }
  if (view === 'mine') return sql`rp.state = 'open' AND rp.claimed_by = ${personId}::uuid`;
  return sql`rp.state = 'open'`;
}
