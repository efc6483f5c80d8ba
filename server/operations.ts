/**
 * What an operator's commands do with the forum's own pieces, as the forum and with nobody's rights:
 * they are run where the database and the key ring lie.
 */
export { auditEventOf, type AuditRow } from './interop/index.ts';
export {
  extendErasureList,
  proveErased,
  replayErasures,
  runRetention,
  signedProof,
} from './privacy/index.ts';
export { rekeyCase } from './referrals/index.ts';
export { loadIcd } from './referrals/icd/load.ts';
