/** `waiting`: the next step is mine. `running`: it goes on elsewhere. `done`: it has ended. */
export const WORKLIST_VIEWS = ['waiting', 'running', 'done'] as const;
export type WorklistView = (typeof WORKLIST_VIEWS)[number];
