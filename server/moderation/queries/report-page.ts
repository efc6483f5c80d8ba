import { raw, sql } from '#server/platform/access/access.ts';
import { query } from '#server/platform/use-case.ts';
import { report } from '../access.ts';
import { iso, RECORD_JSON, type RecordedPost } from '../reading.ts';
import { OfReport, type Outcome, type ReportReason } from '../schemas.ts';

type Row = {
  id: string;
  at: string;
  reason: ReportReason;
  words: string;
  state: 'open' | 'decided';
  decidedAt: string | null;
  outcome: Outcome | null;
  explanation: string | null;
  until: string | null;
  lifted: { at: string; reason: string } | null;
  record: RecordedPost[];
};

/** What each of the three sides may know of a report; `office` reads it on the case's own page. */
export type ReportView =
  | { as: 'office' }
  | ({ as: 'reporter' } & Pick<Row, 'at' | 'reason' | 'words' | 'state' | 'decidedAt' | 'record'>)
  | ({ as: 'author' } & Pick<Row, 'decidedAt' | 'outcome' | 'explanation' | 'until' | 'lifted'> & {
        post: RecordedPost;
      });

/**
 * A report for whoever made it, or the decision for whoever wrote the post. The author learns nothing
 * of the reporter, not even when they reported; the reporter learns that it was dealt with, not how.
 */
export const reportPage = query('moderation.reportPage', {
  summary: 'One’s own report and whether it was dealt with, or what was decided about one’s post.',
  input: OfReport,
  subject: report.of('reportId'),
  gate: 'report.view',
  async run({ subject, actor, tx, may }): Promise<ReportView> {
    if (may('report.work', report, subject)) return { as: 'office' };
    const { rows } = await tx.query<Row>(sql`
      SELECT rp.id, ${raw(iso('rp.at'))} AS at, rp.reason, rp.words, rp.state,
             ${raw(iso('rp.decided_at'))} AS "decidedAt", rp.outcome, rp.explanation, ${RECORD_JSON} AS record,
             (SELECT ${raw(iso('b.until'))} FROM writing_bar b WHERE b.report_id = rp.id) AS until,
             (SELECT json_build_object('at', ${raw(iso('b.lifted_at'))}, 'reason', b.lift_reason)
                FROM writing_bar b WHERE b.report_id = rp.id AND b.lifted_at IS NOT NULL) AS lifted
        FROM report rp WHERE rp.id = ${subject.id}::uuid`);
    const { at, reason, words, state, decidedAt, record, ...decision } = rows[0]!;
    if (subject.reporterId === actor.personId) {
      return { as: 'reporter', at, reason, words, state, decidedAt, record };
    }
    const post = record.find((one) => one.reported)!;
    const { outcome, explanation, until, lifted } = decision;
    return { as: 'author', decidedAt, outcome, explanation, until, lifted, post };
  },
});
