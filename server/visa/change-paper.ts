import type { Tx } from '#server/platform/database/transaction.ts';
import type { DocumentData } from '#server/platform/documents/index.ts';
import { label } from '#server/platform/i18n/label.ts';
import { type ReferralRow } from '#server/referrals/index.ts';
import type { Label } from '#server/referrals/schemas.ts';
import { guarantorOf } from './guarantors.ts';
import type { PaperLang } from './plain.ts';
import type { Report } from './reporting.ts';

/** 予定の変更・中止の報告: what the guarantor knows of it, without a word of the patient. */
export async function changePaper(
  tx: Tx,
  row: ReferralRow,
  report: Report,
  lang: PaperLang,
): Promise<DocumentData<'visaChange'>> {
  const [plan] = await tx.sql<{
    hospital: Label;
    number: string | null;
    on: string | null;
    arrivesOn: string;
    leavesOn: string;
  }>`
    SELECT o.name AS hospital, v.guarantee_number AS number, v.guaranteed_on::text AS on,
           v.arrives_on::text AS "arrivesOn", v.leaves_on::text AS "leavesOn"
      FROM visa_plan v JOIN organisation o ON o.id = v.org_id WHERE v.id = ${report.planId}`;
  const { hospital, number, on, arrivesOn, leavesOn } = plan!;
  const guarantor = await guarantorOf(tx, row.facilitatorOrgId);
  const { from, to } = report.kind === 'companions' ? {} : report.facts;
  return {
    caseCode: row.code,
    change: report.kind,
    before: { on: from?.on ?? '', until: from?.until ?? '' },
    after: { on: to?.on ?? '', until: to?.until ?? '' },
    planned: { from: arrivesOn, to: leavesOn },
    hospital: label(hospital, lang),
    guarantor: {
      name: label(guarantor?.name ?? null, lang),
      list: guarantor?.list ?? '',
      registration: guarantor?.number ?? '',
    },
    certificate: { number: number ?? '', on: on ?? '' },
  };
}
