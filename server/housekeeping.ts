import { z } from 'zod';
import { transaction, type Database } from './platform/database/transaction.ts';
import type { KeyRing } from './platform/crypto/index.ts';
import type { Printer } from './platform/documents/index.ts';
import { sweepFiles, type Files, type FileStore } from './platform/files/index.ts';
import { defineQueue, type Schedule, type Worker } from './platform/jobs/index.ts';
import type { Log } from './platform/log.ts';
import { certificationQueue, certificationSchedule, remindOfEnds } from './certifications/index.ts';
import { remindOfSummaries, summaryQueue, summarySchedule } from './summaries/index.ts';
import {
  lapseProposals,
  lapseQueue,
  lapseSchedule,
  nearQueue,
  nearSchedule,
  remindOfAppointments,
} from './appointments/index.ts';
import {
  atOnceQueue,
  digestQueue,
  mailingSchedules,
  writeAtOnce,
  writeDigests,
} from './mailings/index.ts';
import {
  expirePosts,
  fillMachineText,
  machineQueue,
  type Translator,
} from './discussions/index.ts';
import { pushQueue } from './notifications/index.ts';
import type { PushSender } from './platform/push/index.ts';
import { fanOut, sendOne, sendQueue } from './push/index.ts';
import { printDocument, printQueue } from './documents/index.ts';
import { pollQueue, pollSchedule, tendPolls } from './decisions/index.ts';
import { scanOnce, scanQueue } from './files/index.ts';
import { remindOffice, remindQueue, remindSchedule } from './moderation/index.ts';
import {
  emergencyQueue,
  emergencySchedule,
  endEmergencies,
  extendErasureList,
  retentionQueue,
  retentionSchedule,
  runRetention,
} from './privacy/index.ts';
import { RESTORE_DAYS } from './project-files/index.ts';
import {
  closeOverdue,
  consentQueue,
  consentSchedule,
  lapseConsents,
  overdueQueue,
  overdueSchedule,
  remindSilent,
  reminderQueue,
  reminderSchedule,
} from './referrals/index.ts';
import { lookAtVisas, visaQueue, visaSchedule } from './visa/index.ts';
import {
  remindOfResignations,
  resignationQueue,
  resignationSchedule,
  takeEffect,
} from './resignations/index.ts';
import { fillQueue, fillSchedule, fillSearch } from './search/index.ts';
import { publishQueue, publishSchedule, publishStatistics } from './statistics/index.ts';

const sweep = defineQueue('housekeeping.sweep', { data: z.strictObject({}) });

const LOG_DAYS = 30;
const BATCH = 10_000;

/**
 * Rows that time makes useless: ended sessions, used tokens, old idempotency keys, uploads that no
 * post or library took, files removed from a library long enough ago, texts that nobody went on writing, old log
 * events, invitations that ended long ago; and the words of decided reports and refused first posts, of which the decision stays.
 */
const STALE = [
  `DELETE FROM session WHERE expires_at < now() - interval '30 days' OR created_at < now() - interval '60 days'`,
  `DELETE FROM one_time_token WHERE expires_at < now() - interval '7 days'`,
  `UPDATE summary_link SET copy = NULL WHERE until < now() AND copy IS NOT NULL`,
  `DELETE FROM status_visit WHERE until < now()`,
  `DELETE FROM idempotency_key WHERE at < now() - interval '1 day'`,
  `UPDATE file f SET deleted_at = now() WHERE f.owner_kind IN ('thread', 'project') AND f.post_id IS NULL
     AND f.deleted_at IS NULL AND f.created_at < now() - interval '2 days'
     AND NOT EXISTS (SELECT 1 FROM project_file_version pv WHERE pv.id = f.id)
     AND NOT EXISTS (SELECT 1 FROM held_post h WHERE h.state = 'waiting' AND f.id = ANY (h.file_ids))`,
  `WITH gone AS (SELECT pv.id, pf.id AS of FROM project_file pf JOIN project_file_version pv ON pv.project_file_id = pf.id
      WHERE pf.deleted_at < now() - interval '${RESTORE_DAYS} days'),
    emptied AS (UPDATE file SET deleted_at = now() WHERE id IN (SELECT id FROM gone) AND deleted_at IS NULL)
    DELETE FROM project_file WHERE id IN (SELECT of FROM gone)`,
  `DELETE FROM known_device WHERE last_seen_at < now() - interval '400 days'`,
  `DELETE FROM push_subscription u WHERE NOT EXISTS (SELECT 1 FROM session s
     WHERE s.id = u.session_id AND s.user_id = u.person_id)`,
  `DELETE FROM invitation WHERE coalesce(ended_at, until) < now() - interval '90 days'`,
  `DELETE FROM machine_text_request WHERE asked_at < now() - interval '7 days'`,
  `DELETE FROM draft WHERE updated_at < now() - interval '30 days'`,
  `DELETE FROM thread_draft WHERE updated_at < now() - interval '30 days'`,
  `SELECT expire_report_texts(${daysAgo('retention.reportTextDays', 365)})`,
  `UPDATE held_post SET body = '', title = CASE WHEN title IS NOT NULL THEN '' END, tags = '{}', mentions = '[]'
    WHERE state = 'refused' AND body <> '' AND decided_at < ${daysAgo('retention.refusedPostDays', 90)}`,
];
/** What is kept for some days; settings may say how many. */
const AGING = [
  batchOf('channel_event', `at < now() - interval '${LOG_DAYS} days'`),
  batchOf(
    'notification',
    `at < ${daysAgo('retention.readNotificationDays', 90)} AND read_at IS NOT NULL`,
  ),
  batchOf('notification', `at < ${daysAgo('retention.notificationDays', 365)}`),
  batchOf(
    'outbox_mail',
    `created_at < ${daysAgo('retention.mailDays', 30)} AND state IN ('sent', 'suppressed', 'dead')`,
  ),
];

function batchOf(table: string, isOld: string): string {
  return `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM ${table} WHERE ${isOld} LIMIT ${BATCH}))`;
}

/** So many days before now: as the setting says, else as here. Below one day nothing is meant. */
function daysAgo(setting: string, days: number): string {
  return `now() - make_interval(days => coalesce((SELECT greatest(1, (value #>> '{}')::int) FROM setting
    WHERE key = '${setting}' AND jsonb_typeof(value) = 'number'), ${days}))`;
}

/** The queues that the forum's jobs ride on; their tables are made with the migrations. */
export const queues = [
  sweep,
  overdueQueue,
  consentQueue,
  reminderQueue,
  fillQueue,
  atOnceQueue,
  digestQueue,
  pollQueue,
  pushQueue,
  sendQueue,
  remindQueue,
  scanQueue,
  printQueue,
  lapseQueue,
  nearQueue,
  machineQueue,
  emergencyQueue,
  retentionQueue,
  certificationQueue,
  summaryQueue,
  visaQueue,
  resignationQueue,
  publishQueue,
];

export const schedules: Schedule[] = [
  { queue: sweep, cron: '17 3 * * *', timeZone: 'Asia/Tokyo', data: {} },
  overdueSchedule,
  consentSchedule,
  reminderSchedule,
  fillSchedule,
  ...mailingSchedules,
  pollSchedule,
  remindSchedule,
  lapseSchedule,
  nearSchedule,
  emergencySchedule,
  retentionSchedule,
  certificationSchedule,
  summarySchedule,
  visaSchedule,
  resignationSchedule,
  publishSchedule,
];

type Ground = {
  database: Database;
  files: Files;
  fileStore: FileStore;
  translator: Translator | null;
  anchorsFolder: string;
};

/** Who works them off in this process. */
export function workers(
  { database, files, fileStore, translator, anchorsFolder }: Ground,
  log: Log,
  sendPush: PushSender,
  press: { keyRing: KeyRing; printer: Printer },
): Worker[] {
  return [
    {
      queue: sweep,
      async run() {
        await sweepOnce(database);
        log.info({ posts: await expirePosts(database) }, 'posts that their spaces keep no longer');
        log.info(await sweepFiles(database, fileStore), 'files swept');
      },
    },
    {
      queue: printQueue,
      run: ({ documentId }, { attempt }) =>
        printDocument({ database, files, ...press }, documentId, attempt),
    },
    {
      queue: machineQueue,
      run: (job, context) => fillMachineText(database, translator, job, context),
    },
    { queue: pushQueue, run: ({ noticeIds }) => fanOut(database, noticeIds) },
    {
      queue: sendQueue,
      run: (job, { signal }) => sendOne(database, sendPush, job, signal),
      concurrency: 4,
    },
    { queue: pollQueue, run: async () => void (await tendPolls(database)) },
    { queue: lapseQueue, run: async () => void (await lapseProposals(database)) },
    { queue: nearQueue, run: async () => void (await remindOfAppointments(database)) },
    {
      queue: retentionQueue,
      async run() {
        log.info(await runRetention(database, files), 'patients whose time has run out');
        await extendErasureList(database, anchorsFolder, press.keyRing.signingKey);
      },
    },
    { queue: emergencyQueue, run: async () => void (await endEmergencies(database)) },
    { queue: certificationQueue, run: async () => void (await remindOfEnds(database)) },
    { queue: summaryQueue, run: async () => void (await remindOfSummaries(database)) },
    { queue: visaQueue, run: async () => void (await lookAtVisas(database)) },
    {
      queue: resignationQueue,
      async run() {
        await remindOfResignations(database);
        await takeEffect(database);
      },
    },
    { queue: publishQueue, run: async () => void (await publishStatistics(database)) },
    { queue: consentQueue, run: async () => void (await lapseConsents(database)) },
    { queue: overdueQueue, run: async () => void (await closeOverdue(database)) },
    { queue: remindQueue, run: async () => void (await remindOffice(database)) },
    { queue: reminderQueue, run: async () => void (await remindSilent(database)) },
    { queue: fillQueue, run: async (_, { signal }) => void (await fillSearch(database, signal)) },
    { queue: scanQueue, run: (data, context) => scanOnce(database, files, data, context) },
    { queue: atOnceQueue, run: async () => void (await writeAtOnce(database)) },
    { queue: digestQueue, run: async () => void (await writeDigests(database)) },
  ];
}

/** Deletes in batches, each its own transaction, so that nobody waits for it. */
export async function sweepOnce(database: Database): Promise<void> {
  for (const statement of STALE) await transaction(database, {}, (tx) => tx.text(statement, []));
  for (const statement of AGING) {
    for (let deleted = BATCH; deleted === BATCH;) {
      deleted = (await transaction(database, {}, (tx) => tx.text(statement, []))).count;
    }
  }
}
