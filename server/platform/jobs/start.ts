import { setTimeout as pause } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import type { Database } from '#server/platform/database/transaction.ts';
import { describeError, type Log } from '#server/platform/log.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import type { Schedule, Worker } from './queue.ts';

export type RunningJobs = {
  /** Looks for work now instead of at the next second. */
  wake: () => void;
  /** Takes no new job, lets running ones finish, and after the time given tells them to end. */
  stop: (options?: { timeoutMs?: number }) => Promise<void>;
};

export type JobsOptions = {
  database: Database;
  workers: readonly Worker[];
  schedules?: readonly Schedule[];
  log: Log;
  pollMs?: number;
  heartbeatMs?: number;
  /** How often jobs of dead workers are looked for. */
  superviseSeconds?: number;
};

type Job = PgBoss.JobWithMetadata<object>;
type Running = { worker: Worker; active: number };

const cronQueue = '__pgboss__send-it';

/** Runs the jobs of these queues until stopped. Jobs that a killed process held run again within a minute. */
export async function startJobs(options: JobsOptions): Promise<RunningJobs> {
  const { database, log, pollMs = 1_000, heartbeatMs = 7_000 } = options;
  const boss = bossOn(options);
  const running = new Map<string, Running>(
    options.workers.map((worker) => [worker.queue.name, { worker, active: 0 }]),
  );
  const jobs = new Set<Promise<void>>();
  const ending = new AbortController();
  const stopping = new AbortController();
  let awake = new AbortController();

  if (!(await boss.isInstalled())) {
    throw new SetupError('The tables of the jobs are missing. Run: npm run db:migrate');
  }
  // Before the start, whose first look at the clock then finds them.
  await keepSchedules(boss, options.schedules ?? []);
  await boss.start();
  const polling = poll();

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      awake = new AbortController();
      try {
        for (const name of await queuesWithWork()) startWorkers(running.get(name)!);
      } catch (error) {
        log.warn(describeError(error), 'jobs could not be looked for');
      }
      const signal = AbortSignal.any([awake.signal, stopping.signal]);
      await pause(pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async function queuesWithWork(): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT DISTINCT name FROM pgboss.job
        WHERE name = ANY($1) AND state < 'active' AND start_after < now()`,
      [[...running.keys()]],
    );
    return rows.map(({ name }) => name);
  }

  function startWorkers(queue: Running): void {
    while (queue.active < (queue.worker.concurrency ?? 1)) {
      queue.active += 1;
      const draining = drain(queue.worker).finally(() => {
        queue.active -= 1;
        jobs.delete(draining);
      });
      jobs.add(draining);
    }
  }

  async function drain(worker: Worker): Promise<void> {
    while (!stopping.signal.aborted) {
      const [job] = await boss.fetch<object>(worker.queue.name, { includeMetadata: true });
      if (!job) return;
      await runJob(worker, job);
    }
  }

  async function runJob(worker: Worker, job: Job): Promise<void> {
    const facts = { queue: job.name, job: job.id, attempt: job.retryCount };
    const lost = new AbortController();
    const heart = setInterval(() => void beat(job, lost), heartbeatMs);
    try {
      const data = worker.queue.data.parse(job.data);
      const signal = AbortSignal.any([lost.signal, ending.signal]);
      await worker.run(data, { jobId: job.id, attempt: job.retryCount, signal });
      await boss.complete(job.name, job.id);
    } catch (error) {
      log.warn({ ...facts, ...describeError(error) }, 'job failed');
      // The words of an error may carry values; what is stored says only where to look.
      const { error: name, code } = describeError(error);
      await boss
        .fail(job.name, job.id, { error: name, ...(code === undefined ? {} : { code }) })
        .catch((reason) =>
          log.warn({ ...facts, ...describeError(reason) }, 'job could not be failed'),
        );
    } finally {
      clearInterval(heart);
    }
  }

  /** Moves the start of a living job forward, so that only jobs of dead workers expire. */
  async function beat(job: Job, lost: AbortController): Promise<void> {
    try {
      const { rowCount } = await database.pool.query(
        `UPDATE pgboss.job SET started_on = now() WHERE name = $1 AND id = $2 AND state = 'active'`,
        [job.name, job.id],
      );
      if (rowCount === 0) lost.abort();
    } catch (error) {
      log.warn(
        { queue: job.name, job: job.id, ...describeError(error) },
        'job could not say it lives',
      );
    }
  }

  return {
    wake: () => awake.abort(),
    async stop({ timeoutMs = 10_000 } = {}) {
      stopping.abort();
      await polling;
      await Promise.race([Promise.allSettled(jobs), pause(timeoutMs, undefined, { ref: false })]);
      ending.abort();
      await Promise.race([Promise.allSettled(jobs), pause(1_000, undefined, { ref: false })]);
      await boss.stop({ graceful: false });
    },
  };
}

function bossOn({ database, log, superviseSeconds = 10 }: JobsOptions): PgBoss {
  const boss = new PgBoss({
    db: {
      async executeSql(text, values) {
        try {
          return await database.pool.query(text, values);
        } catch (error) {
          // pg-boss does not await the end of its own cron jobs: their rejection would end the process.
          if (values?.[0] !== cronQueue) throw error;
          log.warn(describeError(error), 'the schedule of jobs was interrupted');
          return { rows: [{ count: 0 }] };
        }
      },
    },
    migrate: false,
    maintenanceIntervalSeconds: superviseSeconds,
  });
  boss.on('error', (error) => log.warn(describeError(error), 'jobs'));
  return boss;
}

/** The schedules are those of the code: what it no longer names is forgotten. */
async function keepSchedules(boss: PgBoss, schedules: readonly Schedule[]): Promise<void> {
  const names = new Set(schedules.map(({ queue }) => queue.name));
  for (const { name } of await boss.getSchedules()) {
    if (!names.has(name)) await boss.unschedule(name);
  }
  for (const { queue, cron, timeZone, data } of schedules) {
    await boss.schedule(queue.name, cron, data, { tz: timeZone });
  }
}
