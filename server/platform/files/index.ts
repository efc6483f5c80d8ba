export { downloadHeaders, isDownloadRequest } from './download.ts';
export { createFiles, type FileRow, type Files, type StoredFile } from './files.ts';
export { caseDocuments, threadFiles, type MediaKind } from './media-type.ts';
export { bytesLeft, caseQuota, threadQuota, type Quota } from './quota.ts';
export { localFileStore, type FileStore } from './store.ts';
export { sweepFiles, type SweepCounts } from './sweep.ts';
