export {
  downloadHeaders,
  isDownloadRequest,
  isPictureRequest,
  pictureHeaders,
} from './download.ts';
export {
  createFiles,
  SCAN_STATES,
  type FileRow,
  type Files,
  type ScanState,
  type StoredFile,
  type StoredPicture,
} from './files.ts';
export { DICOM_HEADER, LONGEST_VALUE, type DicomAttribute, type DicomHeader } from './plain.ts';
export { caseDocuments, threadFiles, type MediaKind } from './media-type.ts';
export { bytesLeft, caseQuota, projectQuota, threadQuota, type Quota } from './quota.ts';
export { fileName } from './name.ts';
export { clamd, ScannerError, type Scanner } from './scanner.ts';
export { localFileStore, type FileStore } from './store.ts';
export { sweepFiles, type SweepCounts } from './sweep.ts';
export { createWorkbench, type Workbench } from './workbench.ts';
