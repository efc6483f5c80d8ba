import { BAR_HOLDS, ORG_JSON, type AuthorView, type OrgView } from '#server/discussions/index.ts';
import { raw, sql } from '#server/platform/access/access.ts';
import { channelSeq } from '#server/platform/channels/channel-seq.ts';
import { query } from '#server/platform/use-case.ts';
import { report } from '../access.ts';
import { iso, personJson, RECORD_JSON, type RecordedPost } from '../reading.ts';
import { OfReport, type Outcome, type ReportReason } from '../schemas.ts';

export type CaseView = {
  id: string;
  at: string;
  state: 'open' | 'decided';
  reason: ReportReason;
  words: string;
  reporter: AuthorView;
  reporterOrg: OrgView;
  record: RecordedPost[];
  direct: boolean;
  threadId: string;
  seq: number;
  /** What became of the post since: it stands as it was, it was edited, or it is gone. */
  post: 'same' | 'edited' | 'deleted';
  claimedBy: AuthorView | null;
  claimedAt: string | null;
  mine: boolean;
  /** The caller reported it: then somebody else decides. */
  ownReport: boolean;
  outcome: Outcome | null;
  explanation: string | null;
  decidedBy: AuthorView | null;
  decidedAt: string | null;
  /** Other reports of the same post, and earlier decisions against the same person. */
  others: { id: string; at: string; state: string; reason: ReportReason }[];
  before: { id: string; at: string; outcome: Outcome }[];
  barredUntil: string | null;
  /** The bar that this report brought was lifted before its end. */
  lifted: { at: string; by: AuthorView; reason: string } | null;
};

/** A report with its record, for whoever of the secretariat works on it. */
export const casePage = query('moderation.casePage', {
  summary: 'A report with the posts as they were reported, for the secretariat.',
  input: OfReport,
  subject: report.of('reportId'),
  gate: 'report.work',
  async run({ subject, actor, tx, audit }) {
    const asOfSeq = await channelSeq(tx, { kind: 'org', id: actor.orgId! });
    const { rows } = await tx.query<CaseView>(sql`
      SELECT rp.id, ${raw(iso('rp.at'))} AS at, rp.state, rp.reason, rp.words,
             ${personJson('rp.reporter_id')} AS reporter,
             (SELECT ${ORG_JSON} FROM organisation o WHERE o.id = rp.reporter_org_id) AS "reporterOrg",
             ${RECORD_JSON} AS record, t.project_id IS NULL AS direct, t.id AS "threadId", po.seq,
             CASE WHEN po.deleted_at IS NOT NULL THEN 'deleted'
                  WHEN po.edited_at IS DISTINCT FROM x.edited_at THEN 'edited' ELSE 'same' END AS post,
             ${personJson('rp.claimed_by')} AS "claimedBy", ${raw(iso('rp.claimed_at'))} AS "claimedAt",
             coalesce(rp.claimed_by = ${actor.personId}::uuid, false) AS mine,
             rp.reporter_id = ${actor.personId}::uuid AS "ownReport",
             rp.outcome, rp.explanation, ${personJson('rp.decided_by')} AS "decidedBy",
             ${raw(iso('rp.decided_at'))} AS "decidedAt",
             (SELECT coalesce(json_agg(json_build_object('id', y.id, 'at', ${raw(iso('y.at'))},
                       'state', y.state, 'reason', y.reason) ORDER BY y.at), '[]')
                FROM report y WHERE y.post_id = rp.post_id AND y.id <> rp.id) AS others,
             (SELECT coalesce(json_agg(json_build_object('id', y.id, 'at', ${raw(iso('y.decided_at'))},
                       'outcome', y.outcome) ORDER BY y.decided_at DESC), '[]')
                FROM (SELECT DISTINCT ON (z.post_id) z.* FROM report z
                       WHERE z.author_id = rp.author_id AND z.post_id <> rp.post_id
                         AND z.outcome IN ('removed', 'warned', 'barred')
                       ORDER BY z.post_id, z.decided_at) y) AS before,
             (SELECT ${raw(iso('max(b.until)'))} FROM writing_bar b
               WHERE b.person_id = rp.author_id AND ${BAR_HOLDS}) AS "barredUntil",
             (SELECT json_build_object('at', ${raw(iso('b.lifted_at'))}, 'by', ${personJson('b.lifted_by')}, 'reason', b.lift_reason)
                FROM writing_bar b WHERE b.report_id = rp.id AND b.lifted_at IS NOT NULL) AS lifted
        FROM report rp JOIN thread t ON t.id = rp.thread_id JOIN post po ON po.id = rp.post_id
        JOIN report_text x ON x.report_id = rp.id AND x.post_id = rp.post_id
       WHERE rp.id = ${subject.id}::uuid`);
    audit({ threadId: subject.threadId });
    return { ...rows[0]!, orgId: actor.orgId!, asOfSeq };
  },
});
