import type { ThreadState } from './schemas.ts';

/** A step of a thread's life. Who may take it is the matrix's row `thread.setState`. */
export type Step = {
  from: ThreadState;
  to: ThreadState;
  /** Others must be able to read why it stopped, or what was decided; going on needs no words. */
  needs: 'reason' | 'nothing';
};

export const STEPS: readonly Step[] = [
  { from: 'open', to: 'onHold', needs: 'reason' },
  { from: 'open', to: 'decided', needs: 'reason' },
  { from: 'open', to: 'closed', needs: 'reason' },
  { from: 'onHold', to: 'open', needs: 'nothing' },
  { from: 'onHold', to: 'decided', needs: 'reason' },
  { from: 'onHold', to: 'closed', needs: 'reason' },
  { from: 'decided', to: 'open', needs: 'reason' },
  { from: 'decided', to: 'closed', needs: 'nothing' },
  { from: 'closed', to: 'open', needs: 'reason' },
];

/** The steps that can be taken from a state. A chat has no such life: it goes on with its project. */
export function stepsFrom(thread: { kind: string; state: ThreadState }): Step[] {
  return thread.kind === 'chat' ? [] : STEPS.filter((step) => step.from === thread.state);
}

export function stepTo(
  thread: { kind: string; state: ThreadState },
  to: ThreadState,
): Step | undefined {
  return stepsFrom(thread).find((step) => step.to === to);
}
