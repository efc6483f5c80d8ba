import type { Capability } from '#server/platform/kernel.ts';
import { addDepartment } from './commands/add-department.ts';
import { addLine } from './commands/add-line.ts';
import { changeDepartment } from './commands/change-department.ts';
import { changeLine } from './commands/change-line.ts';
import { checkLine } from './commands/check-line.ts';
import { closeDepartment } from './commands/close-department.ts';
import { confirmLines } from './commands/confirm-lines.ts';
import { withdrawLine } from './commands/withdraw-line.ts';
import { choices } from './queries/choices.ts';
import { history } from './queries/history.ts';
import { page } from './queries/page.ts';
import { toCheck } from './queries/to-check.ts';

export { REVIEW_DAYS } from './plain.ts';
export { linesToCheck, linesToConfirm } from './reviewing.ts';

/** What organisations say that they can do: departments and capability lines, tended by themselves. */
export const profiles = {
  useCases: [
    page,
    history,
    choices,
    toCheck,
    addDepartment,
    changeDepartment,
    closeDepartment,
    addLine,
    changeLine,
    withdrawLine,
    checkLine,
    confirmLines,
  ],
} satisfies Capability;
