import { z } from 'zod';
import { sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import { inTurn } from '#server/platform/database/in-turn.ts';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { defineQueue, type Schedule } from '#server/platform/jobs/index.ts';
import { CONSENT_IS_NEWEST, CONSENT_IS_OVER } from '../access.ts';
import { lockCase, type Emit } from '../cases.ts';
import type { Consent } from '../rules/disclosure.ts';
import { endConsent } from './ending.ts';

export const consentQueue = defineQueue('referrals.consents', { data: z.strictObject({}) });
export const consentSchedule: Schedule = {
  queue: consentQueue,
  cron: '1 * * * *',
  timeZone: 'Asia/Tokyo',
  data: {},
};

const LAPSED = sql`c.withdrawn_at IS NULL AND c.lapsed_at IS NULL AND ${CONSENT_IS_OVER} AND ${CONSENT_IS_NEWEST}`;

/**
 * Ends what stood on consents whose last day is over: requests are recalled, grants revoked, those who
 * carry the case told. No gate waits for this; to it a consent is over with its day. Answers how many.
 */
export async function lapseConsents(database: Database): Promise<number> {
  const { rows } = await transaction(
    database,
    {},
    (tx) =>
      tx.query<{ id: string; referralId: string }>(sql`
        SELECT c.id, c.referral_id AS "referralId" FROM consent c JOIN referral r ON r.id = c.referral_id
         WHERE ${LAPSED} AND r.state <> 'erased' ORDER BY c.id LIMIT 500`),
    { readOnly: true },
  );
  await inTurn(database, rows, lapseOne);
  return rows.length;
}

async function lapseOne(tx: Tx, { id, referralId }: { id: string; referralId: string }) {
  const row = await lockCase(tx, referralId);
  const { rows } = await tx.query<Consent>(sql`
    UPDATE consent c SET lapsed_at = ${tx.now} WHERE c.id = ${id} AND ${LAPSED}
    RETURNING c.id, c.covers, c.org_ids AS "orgIds", c.org_class AS "orgClass"`);
  const [consent] = rows;
  if (!consent) return;
  const emit: Emit = (channel, type, payload, options) =>
    append(tx, channel, type, payload, options);
  await endConsent(tx, emit, { ...row, consent }, 'lapsed', { actorId: null, orgId: null });
}
