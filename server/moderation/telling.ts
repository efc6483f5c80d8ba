import { audience, sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notify } from '#server/notifications/index.ts';
import { report, type ReportRow } from './access.ts';

/** Says on the secretariat's channel that its tools look different now; open pages read them again. */
export async function toolsChanged(tx: Tx): Promise<void> {
  const offices = await tx.sql<{ id: string }>`
    SELECT id FROM organisation WHERE kind = 'secretariat' ORDER BY id`;
  for (const { id } of offices) {
    await append(tx, { kind: 'org', id }, 'moderation.changed', {});
  }
}

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

/** Tells whoever wrote a post what was decided about it; never who reported it. */
export async function tellAuthor(tx: Tx, row: ReportRow): Promise<void> {
  await notify(tx, {
    type: 'report.decided',
    subject: { kind: 'report', id: row.id },
    to: sql`m.person_id = ${row.authorId}::uuid`,
  });
}
