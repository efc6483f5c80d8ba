import type { Capability } from '#server/platform/kernel.ts';
import { discardUpload } from './commands/discard-upload.ts';
import { finishForProject, finishUpload } from './commands/finish-upload.ts';
import { keepPicture } from './commands/keep-picture.ts';
import { openFile } from './commands/open-file.ts';
import { scanAgain } from './commands/scan-again.ts';
import { beginForProject, beginUpload } from './queries/begin-upload.ts';
import { filePage } from './queries/file-page.ts';
import { held } from './queries/held.ts';
import { look } from './queries/look.ts';

export { file, IS_KEPT } from './access.ts';
export { askPicture, writePicture } from './pictures.ts';
export { inTurn, roomIn, writeFileRow } from './room.ts';
export { countHeld, type HeldFile } from './queries/held.ts';
export { scanOnce, scanQueue } from './scanning.ts';

/** Files that people bring and fetch: encrypted in the store, as visible as the record they belong to. */
export const files = {
  useCases: [
    beginUpload,
    finishUpload,
    beginForProject,
    finishForProject,
    openFile,
    discardUpload,
    filePage,
    look,
    keepPicture,
    held,
    scanAgain,
  ],
} satisfies Capability;
