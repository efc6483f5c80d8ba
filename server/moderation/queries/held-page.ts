import {
  HELD_JSON,
  held,
  heldView,
  type HeldColumns,
  type OrgView,
} from '#server/discussions/index.ts';
import { ORG_JSON, thread, type AuthorView } from '#server/discussions/index.ts';
import { raw, sql, visible } from '#server/platform/access/access.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { iso, personJson } from '../reading.ts';
import { OfHeld } from '../schemas.ts';

type Row = {
  held: HeldColumns;
  state: 'waiting' | 'released' | 'refused' | 'withdrawn';
  author: AuthorView;
  org: OrgView;
  memberSince: string | null;
  project: { slug: string; title: Record<string, string> };
  /** The thread that it goes to, where the reader may see it. */
  thread: { id: string; title: string; lang: string } | null;
  decidedAt: string | null;
  decidedBy: AuthorView | null;
  reason: string | null;
  seq: number | null;
};

/** A first post for the secretariat that decides about it, and for its author. */
export const heldPage = query('moderation.heldPage', {
  summary: 'A first post that waits for the secretariat, and what was decided about it.',
  input: OfHeld,
  subject: held.of('heldId'),
  gate: 'held.view',
  async run({ subject, actor, tx, may }) {
    const decides = may('held.decide', held, subject);
    const channel = decides
      ? { kind: 'org' as const, id: actor.orgId! }
      : { kind: 'person' as const, id: actor.personId! };
    const asOfSeq = await channelSeq(tx, channel);
    const { rows } = await tx.query<Row>(sql`
      SELECT ${HELD_JSON} AS held, hp.state, ${personJson('hp.author_id')} AS author, ${ORG_JSON} AS org,
             to_char(o.member_since, 'YYYY-MM-DD') AS "memberSince",
             json_build_object('slug', pr.slug, 'title', pr.title) AS project,
             CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'title', t.title, 'lang', t.lang) END AS thread,
             ${raw(iso('hp.decided_at'))} AS "decidedAt",
             ${decides ? personJson('hp.decided_by') : sql`NULL`} AS "decidedBy", hp.reason, po.seq
        FROM held_post hp JOIN organisation o ON o.id = hp.org_id JOIN project pr ON pr.id = hp.project_id
        LEFT JOIN thread t ON t.id = hp.thread_id AND ${visible(actor, 'thread.view', thread)}
        LEFT JOIN post po ON po.id = hp.post_id
       WHERE hp.id = ${subject.id}::uuid`);
    const { held: columns, ...rest } = rows[0]!;
    const mayWithdraw = may('held.withdraw', held, subject);
    return { ...rest, post: heldView(columns), decides, mayWithdraw, channel, asOfSeq };
  },
});
