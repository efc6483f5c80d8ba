import type { Capability } from '#server/platform/kernel.ts';
import { addFile } from './commands/add-file.ts';
import { addVersion } from './commands/add-version.ts';
import { removeFile } from './commands/remove-file.ts';
import { renameFile } from './commands/rename-file.ts';
import { restoreFile } from './commands/restore-file.ts';
import { exportList } from './queries/export-list.ts';
import { filePage } from './queries/file-page.ts';
import { listFiles } from './queries/list-files.ts';

export type { LibraryFile } from './reading.ts';
export { projectFile, projectFileVersion, RESTORE_DAYS, type VersionRow } from './access.ts';

/** The library of a project: its files in versions, as visible as the project's space. */
export const projectFiles = {
  useCases: [
    listFiles,
    filePage,
    exportList,
    addFile,
    addVersion,
    renameFile,
    removeFile,
    restoreFile,
  ],
} satisfies Capability;
