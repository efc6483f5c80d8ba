export { enqueue } from './enqueue.ts';
export { installJobs } from './install.ts';
export { defineQueue } from './queue.ts';
export type { JobContext, Queue, Schedule, Worker } from './queue.ts';
export { startJobs, type RunningJobs } from './start.ts';
