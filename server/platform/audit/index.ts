export { auditPending, sealNow } from './append.ts';
export { chains, type AuditBody, type AuditValue, type Chain } from './canonical.ts';
export { auditVerifyCommand } from './command.ts';
export { startSealer, type Sealer } from './sealer.ts';
export { sealedRows, verifyAudit, type AuditReport } from './report.ts';
export { verdictCodes, type Verdict } from './verify.ts';
