import pg from 'pg';
import PgBoss from 'pg-boss';
import { deadQueueName, type Queue } from './queue.ts';

/** A worker that lives says so every 7 s; one that was killed loses its job after this. */
export const expirySeconds = 30;
const cronQueue = '__pgboss__send-it';

/**
 * Installs the tables of the jobs and one partition per queue, with the connection of the owner; at
 * run time the forum's own role only reads and writes rows. Repeating it is harmless.
 */
export async function installJobs(ownerUrl: string, queues: readonly Queue[]): Promise<void> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    application_name: 'forum-jobs-install',
  });
  await client.connect();
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    supervise: false,
    schedule: false,
  });
  boss.on('error', () => undefined);
  try {
    // Two deployers at once: the second finds everything made.
    await client.query(`SELECT pg_advisory_lock(hashtext('forum jobs'))`);
    await boss.start();
    await boss.createQueue(cronQueue);
    for (const queue of queues) await installQueue(boss, queue);
    await client.query(`
      GRANT USAGE ON SCHEMA pgboss TO forum_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO forum_app`);
  } finally {
    await boss.stop({ graceful: false });
    await client.end();
  }
}

async function installQueue(boss: PgBoss, queue: Queue): Promise<void> {
  const dead = deadQueueName(queue);
  const options = {
    retryLimit: queue.retries,
    retryDelay: queue.retryDelaySeconds,
    retryBackoff: true,
    expireInSeconds: expirySeconds,
    deadLetter: dead,
  };
  await boss.createQueue(dead, { name: dead, retryLimit: 0 });
  await boss.createQueue(queue.name, { name: queue.name, ...options });
  await boss.updateQueue(queue.name, { name: queue.name, ...options });
}
