import type { Capability } from '#server/platform/kernel.ts';
import { discardUpload } from './commands/discard-upload.ts';
import { finishUpload } from './commands/finish-upload.ts';
import { openFile } from './commands/open-file.ts';
import { beginUpload } from './queries/begin-upload.ts';

export { file } from './access.ts';

/** Files that people bring and fetch: encrypted in the store, as visible as the record they belong to. */
export const files = {
  useCases: [beginUpload, finishUpload, openFile, discardUpload],
} satisfies Capability;
