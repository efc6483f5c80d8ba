import { audience, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notify } from '#server/notifications/index.ts';
import { report, type ReportRow } from './access.ts';

export { toolsChanged } from '#server/discussions/index.ts';

/** Tells everybody who may work on a report. */
export async function tellOffice(
  tx: Tx,
  row: ReportRow,
  type: 'report.opened' | 'report.waiting',
  actorId: string | null,
): Promise<void> {
  await notify(tx, {
    type,
    subject: { kind: 'report', id: row.id },
    to: audience('report.work', report, row),
    except: actorId,
  });
}

/** Tells a reporter that it was dealt with. Who decided is the secretariat, not a person. */
export async function tellReporter(tx: Tx, row: ReportRow): Promise<void> {
  await notify(tx, {
    type: 'report.closed',
    subject: { kind: 'report', id: row.id },
    to: sql`m.person_id = ${row.reporterId}::uuid`,
  });
}

/** Tells somebody that they may write again. */
export async function tellLifted(tx: Tx, reportId: string, personId: string): Promise<void> {
  await notify(tx, {
    type: 'report.barLifted',
    subject: { kind: 'report', id: reportId },
    to: sql`m.person_id = ${personId}::uuid`,
  });
}

/** Tells whoever wrote a post what was decided about it; never who reported it. */
export async function tellAuthor(tx: Tx, row: ReportRow): Promise<void> {
  await notify(tx, {
    type: 'report.decided',
    subject: { kind: 'report', id: row.id },
    to: sql`m.person_id = ${row.authorId}::uuid`,
  });
}
