import type { Capability } from '#server/platform/kernel.ts';
import { exportCase } from './commands/export-case.ts';
import { importBundle } from './commands/import-bundle.ts';
import { orderExport } from './commands/order-export.ts';
import { printCase } from './commands/print-case.ts';
import { takeExport } from './commands/take-export.ts';
import { clinicalBundle, teaserBundle } from './queries/bundles.ts';
import { exportPage } from './queries/export-page.ts';
import { task } from './queries/task.ts';

export { auditEventOf, type AuditRow } from './fhir/audit-events.ts';

/** Cases in the form that other systems read: FHIR R4. `docs/fhir.md` says what becomes what. */
export const interop = {
  useCases: [
    exportPage,
    exportCase,
    orderExport,
    takeExport,
    printCase,
    teaserBundle,
    clinicalBundle,
    task,
    importBundle,
  ],
} satisfies Capability;
