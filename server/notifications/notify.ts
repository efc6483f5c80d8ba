import {
  ACTIVE_MEMBERSHIPS,
  MEMBERSHIP_IS_ACTIVE,
  sql,
  type Sql,
} from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { newId } from '#server/platform/ids.ts';

export type Notice = {
  /** `referral.offered`: the key of its sentence in every language. */
  type: string;
  subject: { kind: string; id: string };
  /** Who: a predicate on memberships, as `audience()` makes it. Nobody is an error, everybody is not said. */
  to: Sql;
  except?: string | null;
  actorId?: string | null;
  /** Ids and codes that the sentence needs; never names or texts. */
  facts?: Record<string, string | number>;
};

/**
 * Writes a notification to each person of an audience, in the caller's transaction, and tells their
 * open pages. A person with several memberships in the audience gets one.
 * @returns how many people were told
 */
export async function notify(tx: Tx, notice: Notice): Promise<number> {
  const { rows } = await tx.query<{ personId: string; orgId: string }>(sql`
    SELECT DISTINCT ON (m.person_id) m.person_id AS "personId", m.org_id AS "orgId"
    FROM ${ACTIVE_MEMBERSHIPS} WHERE ${MEMBERSHIP_IS_ACTIVE} AND ${notice.to}
      AND m.person_id IS DISTINCT FROM ${notice.except ?? null}::uuid
    ORDER BY m.person_id, m.started_at`);
  for (const { personId, orgId } of rows) {
    const id = newId();
    await tx.sql`INSERT INTO notification (id, person_id, org_id, type, subject_kind, subject_id, actor_id, facts, at)
      VALUES (${id}, ${personId}, ${orgId}, ${notice.type}, ${notice.subject.kind}, ${notice.subject.id},
              ${notice.actorId ?? null}, ${JSON.stringify(notice.facts ?? {})}::jsonb, ${tx.now})`;
    await append(tx, { kind: 'person', id: personId }, 'notification.written', { id });
  }
  return rows.length;
}
