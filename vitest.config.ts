import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `unit` needs nothing but Node; `database` runs on a PostgreSQL of its own (tests/fixtures). */
export default defineConfig({
  test: {
    pool: 'forks',
    // Tests wait more than they compute: for the database, for clocks, for processes.
    maxWorkers: Math.max(3, availableParallelism()),
    reporters: ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,app,emails,prisma}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts'],
          // One process and module graph per worker, not per file: loading costs more than testing.
          isolate: false,
          // A property over thousands of values takes its time on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: ['{server,prisma}/**/*.db.test.ts', 'tests/{access,integration}/**/*.test.ts'],
          globalSetup: ['tests/fixtures/cluster-setup.ts'],
          // One module graph per worker: Prisma's first query in a fresh one costs half a second.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // Kills built forums under load; FAULTS=full takes the long form.
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup: ['tests/fixtures/cluster-setup.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
