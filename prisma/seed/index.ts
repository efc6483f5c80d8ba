import pg from 'pg';
import type { KeyRing } from '#server/platform/crypto/index.ts';
import { hashPassword } from '#server/platform/passwords.ts';
import { DEMO_PASSWORD, idOf } from './cast.ts';
import { REFERRALS } from './referrals.ts';
import { accessLogRows } from './rows/access-log.ts';
import { announcementRows } from './rows/announcements.ts';
import { appointmentRows, hospitalResourceRows, interpreterRows } from './rows/appointments.ts';
import { certificationRows } from './rows/certifications.ts';
import { consortiumRows } from './rows/consortia.ts';
import { directRows } from './rows/direct.ts';
import { dutyRows } from './rows/duty.ts';
import { eventRows } from './rows/events.ts';
import { insertAll, type Rows } from './rows/insert.ts';
import { invitationRows } from './rows/invitations.ts';
import { moderationRows } from './rows/moderation.ts';
import { noticeRows } from './rows/notices.ts';
import { organisationRows } from './rows/organisations.ts';
import { peopleRows } from './rows/people.ts';
import { projectRows, threadLog } from './rows/projects.ts';
import { referenceRows } from './rows/reference.ts';
import { referralRows, sealedRows } from './rows/referrals.ts';
import { opinionRows } from './rows/opinions.ts';
import { visaRows } from './rows/visas.ts';

export type SeedOptions = {
  /** The owner's connection: the seed writes before anybody may sign in. */
  ownerUrl: string;
  keyRing: KeyRing;
  /** The day on which the demo takes place; now, unless a test or a screenshot says otherwise. */
  today?: Date;
};

/**
 * Fills an empty forum with its reference content and the demo's cast, all in one transaction.
 * Answers false, having done nothing, when the forum was seeded before.
 */
export async function seed({
  ownerUrl,
  keyRing,
  today = new Date(),
}: SeedOptions): Promise<boolean> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return inTransaction(ownerUrl, async (client) => {
    const secretariat = idOf('organisation', 'mej');
    const known = await client.query('SELECT 1 FROM organisation WHERE id = $1', [secretariat]);
    if (known.rowCount) return false;
    await insertReference(client, today);
    await insertAll(client, organisationRows(today));
    await insertAll(client, interpreterRows());
    await insertAll(client, hospitalResourceRows());
    await insertAll(client, peopleRows(today, passwordHash));
    await insertAll(client, certificationRows(today));
    await insertAll(client, dutyRows(today));
    await insertAll(client, invitationRows(today));
    await insertAll(client, projectRows(today));
    await insertAll(client, consortiumRows(today));
    await insertThreadLog(client, today);
    await insertConversations(client, today);
    await insertAll(client, eventRows(today));
    await insertReferrals(client, today, keyRing);
    await insertAll(client, appointmentRows(today));
    await insertAll(client, visaRows(today));
    await insertAll(client, opinionRows(today));
    await insertAll(client, noticeRows(today));
    await insertAll(client, moderationRows(today));
    await insertAll(client, announcementRows(today));
    return true;
  });
}

/**
 * Fills in vocabularies and library alone, for a forum with people of its own. Answers false, having
 * done nothing, when they are there already.
 */
export async function seedReference({
  ownerUrl,
  today = new Date(),
}: Omit<SeedOptions, 'keyRing'>): Promise<boolean> {
  return inTransaction(ownerUrl, (client) => insertReference(client, today));
}

async function insertReference(client: pg.Client, at: Date): Promise<boolean> {
  const known = await client.query('SELECT 1 FROM term LIMIT 1');
  if (known.rowCount) return false;
  await insertAll(client, referenceRows(at));
  return true;
}

/** Conversations between people, with the log of their channels. */
async function insertConversations(client: pg.Client, today: Date): Promise<void> {
  await insertAll(client, directRows(today));
  await client.query(`
    INSERT INTO channel_event (channel_id, seq, type, payload, at)
    SELECT c.id, po.seq, 'post.created', jsonb_build_object('postId', po.id), po.at
      FROM post po JOIN thread t ON t.id = po.thread_id AND t.kind = 'direct'
      JOIN channel c ON c.kind = 'thread' AND c.record_id = t.id`);
}

async function insertThreadLog(client: pg.Client, today: Date): Promise<void> {
  const { channels, eventsOf } = threadLog(today);
  await insertAll(client, { channel: channels });
  const { rows } = await client.query<{ id: string; record_id: string }>(
    `SELECT id, record_id FROM channel WHERE kind = 'thread'`,
  );
  const ids = new Map(rows.map((row) => [row.record_id, Number(row.id)]));
  await insertAll(client, { channel_event: eventsOf(ids) });
}

/** A patient's rows answer only to the organisation that sent them, even to the database's owner. */
async function insertReferrals(client: pg.Client, today: Date, keyRing: KeyRing): Promise<void> {
  const sealed = REFERRALS.map((one) => ({ one, ...sealedRows(one, today, keyRing) }));
  const wrapped = new Map(sealed.map(({ one, wrapped: key }) => [one.key, key]));
  await insertAll(client, referralRows(today, wrapped));
  for (const { one, rows } of sealed) {
    await client.query(`SELECT set_config('forum.org', $1, true)`, [
      idOf('organisation', one.partner),
    ]);
    await insertAll(client, rows satisfies Rows);
  }
  await insertAll(client, accessLogRows(today, wrapped, keyRing));
}

async function inTransaction(
  url: string,
  run: (client: pg.Client) => Promise<boolean>,
): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    // Two first starts on one database: the second waits, and then finds everything there.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('mej-forum seed', 0))`);
    const done = await run(client);
    await client.query('COMMIT');
    return done;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    await client.end();
  }
}
