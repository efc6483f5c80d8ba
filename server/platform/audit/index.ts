export { auditPending, sealNow } from './append.ts';
export type { AuditBody, AuditValue, Chain } from './canonical.ts';
export { auditVerifyCommand } from './command.ts';
export { startSealer, type Sealer } from './sealer.ts';
export { verifyAudit, type AuditReport } from './report.ts';
export { verdictCodes, type Verdict } from './verify.ts';
