import { FURTHER_PROJECTS } from './projects/further.ts';
import type { SeedProject } from './projects/shape.ts';
import { SYMPOSIUM_PREPARATION } from './projects/symposium-preparation.ts';
import { THAI_CT } from './projects/thai-ct.ts';
import { VIETNAM_PERINATAL } from './projects/vietnam-perinatal.ts';

export type * from './projects/shape.ts';

/** The cast's projects: three with threads, all with a chat. */
export const PROJECTS: readonly SeedProject[] = [
  THAI_CT,
  VIETNAM_PERINATAL,
  SYMPOSIUM_PREPARATION,
  ...FURTHER_PROJECTS,
];
