import type { RoadmapProject } from './reading.ts';

/** What a group of projects planned for a year, and what came of it. */
export type RolledUp = {
  /** Steps planned for the year; those due by today; those done. */
  steps: { planned: number; due: number; reached: number; late: number };
  /** Figures with plan and actual, and those of them that keep to plan. */
  kpis: { measured: number; onPlan: number };
  events: { planned: number; held: number };
};

/**
 * Figures have units of their own, so they are not added: what can be said of several is how many of
 * them keep to plan.
 */
export function rollUp(projects: readonly RoadmapProject[], today: string): RolledUp {
  const steps = projects.flatMap((one) => one.steps);
  const shares = projects.flatMap((one) => one.kpis.flatMap(({ share }) => share ?? []));
  const sum = (count: (one: RoadmapProject) => number) =>
    projects.reduce((total, one) => total + count(one), 0);
  return {
    steps: {
      planned: steps.length,
      due: steps.filter((step) => step.plannedOn <= today).length,
      reached: steps.filter((step) => step.doneOn !== null).length,
      late: steps.filter((step) => step.late).length,
    },
    kpis: { measured: shares.length, onPlan: shares.filter((share) => share >= 1).length },
    events: { planned: sum((one) => one.events.planned), held: sum((one) => one.events.held) },
  };
}
