import type { Capability } from '#server/platform/kernel.ts';
import { add } from './commands/add.ts';
import { change } from './commands/change.ts';
import { retire } from './commands/retire.ts';
import { takeUp } from './commands/take-up.ts';
import { ahead } from './queries/ahead.ts';
import { calendar } from './queries/calendar.ts';
import { history } from './queries/history.ts';
import { list } from './queries/list.ts';

/** What a hospital has that one can be booked for at a time, and what it is booked for. */
export const resources = {
  useCases: [list, calendar, ahead, history, add, change, retire, takeUp],
} satisfies Capability;
