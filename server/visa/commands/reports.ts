import { titleOf, NUMBER_PREFIX } from '#server/platform/documents/index.ts';
import { conflict, notFound } from '#server/platform/errors.ts';
import { fileName } from '#server/platform/files/index.ts';
import { dayInJapan } from '#server/platform/times.ts';
import { command, type CommandContext } from '#server/platform/use-case.ts';
import {
  announce,
  by,
  enter,
  lockCase,
  onCase,
  referral,
  tellCase,
  worklistsOf,
  type ReferralRow,
} from '#server/referrals/index.ts';
import { notBefore } from '../changing.ts';
import { changePaper } from '../change-paper.ts';
import { reportsOf, type Report } from '../reporting.ts';
import { ReportChange, ReportPaper, TakeBackReport } from '../schemas.ts';
import { everybody } from '../telling.ts';

export const reportChange = command('visa.reportChange', {
  summary:
    'The guarantor has reported a change or the cancellation of what it vouched for: on a day, to whom, with the number that was given. The officer may enter it for the guarantor.',
  input: ReportChange,
  subject: referral.of('code'),
  gate: 'visa.report',
  async run(context) {
    const { input, actor, tx, emit, audit } = context;
    const { row, report } = await hold(context, input);
    if (report.reportedOn) throw conflict('STATE_CHANGED');
    notBefore('on', input.on, { from: dayInJapan(report.raisedAt), today: dayInJapan(tx.now) });
    await tx.sql`
      UPDATE visa_report SET reported_on = ${input.on}::date, reported_to = ${input.to},
             reference = ${input.reference || null}, recorded_by = ${actor.personId}, version = version + 1
       WHERE id = ${report.id}`;
    const facts = { kind: report.kind, on: input.on };
    await enter(tx, { referralId: row.id, type: 'visaReported', ...by(actor), facts });
    await tellCase(tx, row, 'referral.visaReported', everybody(row), actor.personId);
    await announce(emit, [onCase(row.id, 'case.visaReported'), ...(await worklistsOf(tx, row))]);
    audit({ referralId: row.id, reportId: report.id, kind: report.kind });
    return { version: report.version + 1 };
  },
});

export const takeBackReport = command('visa.takeBackReport', {
  summary: 'Takes back that a change was reported: it was entered by mistake, and is owed again.',
  input: TakeBackReport,
  subject: referral.of('code'),
  gate: 'visa.report',
  async run(context) {
    const { input, tx, emit, audit } = context;
    const { row, report } = await hold(context, input);
    if (!report.reportedOn) throw conflict('STATE_CHANGED');
    // A later change of the same kind is owed already.
    const done = await tx.sql`
      UPDATE visa_report p SET reported_on = NULL, reported_to = NULL, reference = NULL, recorded_by = NULL,
             version = version + 1
       WHERE p.id = ${report.id} AND NOT EXISTS (SELECT 1 FROM visa_report o
         WHERE o.plan_id = p.plan_id AND o.kind = p.kind AND o.reported_on IS NULL) RETURNING 1`;
    if (done.length === 0) throw conflict('STATE_CHANGED');
    await announce(emit, [onCase(row.id, 'case.visaReported'), ...(await worklistsOf(tx, row))]);
    audit({ referralId: row.id, reportId: report.id, kind: report.kind });
    return { version: report.version + 1 };
  },
});

/** Printed while it is sent and kept nowhere: who the patient is, the guarantor fills in by hand. */
export const reportPaper = command('visa.reportPaper', {
  summary:
    'The report of a change or a cancellation as a PDF in Japanese or English, with the guarantor, its certificate and what has changed. It names no patient: those lines are filled in by hand.',
  input: ReportPaper,
  subject: referral.of('code'),
  gate: 'visa.report',
  limit: { points: 10, seconds: 60 },
  doors: ['web'],
  secret: true,
  readsOnly: true,
  async run({ input, subject, tx, services, audit }) {
    const report = (await reportsOf(tx, subject.id)).find(({ id }) => id === input.reportId);
    if (!report) throw notFound();
    const { lang } = input;
    const data = await changePaper(tx, subject, report, lang);
    const number = `${NUMBER_PREFIX.visaChange}-${report.id.slice(-8).toUpperCase()}`;
    const order = { kind: 'visaChange' as const, lang, data, number, issuedOn: dayInJapan(tx.now) };
    const { bytes } = await services.printer.print({ ...order, at: tx.now });
    audit({ referralId: subject.id, reportId: report.id });
    return { name: fileName(`${titleOf('visaChange', lang)}_${number}.pdf`), bytes };
  },
});

async function hold(
  { subject, tx, may }: CommandContext<unknown, ReferralRow>,
  { reportId, version }: { reportId: string; version: number },
): Promise<{ row: ReferralRow; report: Report }> {
  const row = await lockCase(tx, subject.id);
  if (!may('visa.report', referral, row)) throw conflict('STATE_CHANGED');
  const report = (await reportsOf(tx, row.id)).find(({ id }) => id === reportId);
  if (!report) throw notFound();
  if (report.version !== version) throw conflict('STALE_VERSION');
  return { row, report };
}
