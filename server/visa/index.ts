import type { Capability } from '#server/platform/kernel.ts';
import { answerFor, whenMoved } from '#server/referrals/index.ts';
import { bring } from './commands/bring.ts';
import { guarantee, reportExit, settle } from './commands/duties.ts';
import { nameGuarantor } from './commands/name-guarantor.ts';
import { orderPaper } from './commands/order-paper.ts';
import { record } from './commands/record.ts';
import { reportChange, reportPaper, takeBackReport } from './commands/reports.ts';
import { savePlan } from './commands/save-plan.ts';
import { takeBack, takeBackDuty } from './commands/take-back.ts';
import { ofCase } from './queries/of-case.ts';
import { paperStart } from './queries/paper-start.ts';
import { reports } from './queries/reports.ts';
import { oweByMove } from './reporting.ts';
import { missingVisa } from './requirements.ts';
import { followCase } from './telling.ts';

export { visaForPatient } from './for-patient.ts';
export { lookAtVisas, visaQueue, visaSchedule } from './looking.ts';

answerFor('visa', missingVisa);
whenMoved(followCase);
whenMoved(oweByMove);

/** How a patient comes to Japan and leaves again: plan, papers, days, and the guarantor's part and reports. */
export const visa = {
  scope: 'referrals',
  useCases: [
    ofCase,
    savePlan,
    nameGuarantor,
    bring,
    record,
    takeBack,
    takeBackDuty,
    guarantee,
    settle,
    reportExit,
    paperStart,
    orderPaper,
    reports,
    reportChange,
    takeBackReport,
    reportPaper,
  ],
} satisfies Capability;
