import {
  ACTIVE_MEMBERSHIPS,
  CARING_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  type Sql,
} from '#server/platform/access/access.ts';
import { NOTIFY_CHANNEL } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';
import { offerToPush } from './push-queue.ts';

export type Notice = {
  /** `referral.offered`: the key of its sentence in every language. */
  type: string;
  subject: { kind: string; id: string };
  /** Who: a predicate on memberships, as `audience()` makes it. Nobody is an error, everybody is not said. */
  to: Sql;
  except?: string | null;
  actorId?: string | null;
  /** About a patient: they hear of it too whom a suspended hospital keeps for those in its care. */
  ofPatient?: true;
  /**
   * Ids and codes that the sentence needs; never names or texts. `postId` is the post that it is
   * about, `seq` its place in the thread: read that far, the notification is read.
   */
  facts?: Record<string, string | number>;
};

/**
 * Writes a notification to each person of an audience, in the caller's transaction, and tells their
 * open pages. A person with several memberships in the audience gets one.
 * @returns how many people were told
 */
export async function notify(tx: Tx, notice: Notice): Promise<number> {
  const memberships = notice.ofPatient ? CARING_MEMBERSHIPS : ACTIVE_MEMBERSHIPS;
  const { rows } = await tx.query<{ personId: string; orgId: string }>(sql`
    SELECT DISTINCT ON (m.person_id) m.person_id AS "personId", m.org_id AS "orgId"
    FROM ${memberships} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${notice.to}
      AND m.person_id IS DISTINCT FROM ${notice.except ?? null}::uuid
    ORDER BY m.person_id, m.started_at`);
  if (rows.length === 0) return 0;
  const told = rows.map(({ personId }) => ({ id: newId(), personId }));
  // The channels' rows are locked in the order of the people, so that two notices at once cannot wait
  // for each other in a ring.
  await tx.query(
    sql`WITH told AS MATERIALIZED (
          SELECT * FROM unnest(${told.map(({ id }) => id)}::uuid[], ${rows.map((row) => row.personId)}::uuid[],
                               ${rows.map((row) => row.orgId)}::uuid[]) AS u (id, person_id, org_id)),
        written AS (
          INSERT INTO notification (id, person_id, org_id, type, subject_kind, subject_id, actor_id, facts, at)
          SELECT id, person_id, org_id, ${notice.type}, ${notice.subject.kind}, ${notice.subject.id}::uuid,
                 ${notice.actorId ?? null}::uuid, ${JSON.stringify(notice.facts ?? {})}::jsonb, ${tx.now}::timestamptz
            FROM told),
        place AS (
          INSERT INTO channel (kind, record_id, last_seq)
          SELECT 'person', person_id, 1 FROM told ORDER BY person_id
          ON CONFLICT (kind, record_id) DO UPDATE SET last_seq = channel.last_seq + 1
          RETURNING id, record_id, last_seq),
        logged AS (
          INSERT INTO channel_event (channel_id, seq, type, payload, at)
          SELECT place.id, place.last_seq, 'notification.written', jsonb_build_object('id', told.id), ${tx.now}::timestamptz
            FROM place JOIN told ON told.person_id = place.record_id)
        SELECT pg_notify(${NOTIFY_CHANNEL}, id || ':' || last_seq) FROM place`,
    'notifications.write',
  );
  await offerToPush(tx, told);
  return rows.length;
}
