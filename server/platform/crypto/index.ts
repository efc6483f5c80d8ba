export { blindIndex } from './blind-index.ts';
export { bootKeyRing } from './boot.ts';
export { databaseCanaries } from './canaries.ts';
export { newDataKey, open, openText, seal, unwrapKey, wrapKey, wrappedUnder } from './envelope.ts';
export type { Place } from './envelope.ts';
export { decryptFile, encryptFile, sealedFileBytes } from './file-stream.ts';
export { BrokenSealError } from './gcm.ts';
export type { KeyRing } from './key-ring.ts';
