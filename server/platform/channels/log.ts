import type { Action } from '../access/matrix.ts';
import { sql, type Noun, type Sql } from '../access/access.ts';
import type { Tx } from '../database/transaction.ts';

/** The kinds of channel there are. Clients name a channel by kind and record, never a room. */
export const CHANNEL_KINDS = [
  'person',
  'org',
  'thread',
  'event',
  'project',
  'offer',
  'case',
  'desk',
] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
export type ChannelRef = { kind: ChannelKind; id: string };

/** Who may listen to a kind of channel: the action that the gate asks of the record behind it. */
export type ChannelRule = { noun: Noun; action: Action };

/** What delivery adds to an event's ids, once per node and event: the projection all listeners may see. */
export type Hydrate = (tx: Tx, payloads: Record<string, any>[]) => Promise<(object | null)[]>;

/** PostgreSQL's channel name for "something was appended"; the payload is `channelId:seq`. */
export const NOTIFY_CHANNEL = 'forum_log';

/**
 * Appends one event and answers its sequence number. The channel's row lock makes commit order and
 * sequence order the same; the notice is only a hint, readers also sweep.
 */
export async function append(
  tx: Tx,
  channel: ChannelRef,
  type: string,
  payload: object,
  options: { acl?: boolean } = {},
): Promise<number> {
  const { rows } = await tx.text<{ seq: number }>(
    `WITH c AS (
       INSERT INTO channel (kind, record_id, last_seq, acl_version) VALUES ($1, $2, 1, $6)
       ON CONFLICT (kind, record_id) DO UPDATE
         SET last_seq = channel.last_seq + 1, acl_version = channel.acl_version + $6
       RETURNING id, last_seq),
     e AS (
       INSERT INTO channel_event (channel_id, seq, type, payload, at)
       SELECT id, last_seq, $3, $4, $5 FROM c)
     SELECT last_seq AS seq, pg_notify('${NOTIFY_CHANNEL}', id || ':' || last_seq) FROM c`,
    [channel.kind, channel.id, type, JSON.stringify(payload), tx.now, options.acl ? 1 : 0],
    'channels.append',
  );
  return rows[0]!.seq;
}

/**
 * Appends one event to the own channel of each of some people: of what is for fewer than a record's
 * channel reaches. The channels' rows are locked in the order of the people, as notices lock them, so
 * that two at once cannot wait for each other in a ring: behind every other lock of the transaction.
 * @param people a statement that answers one column, the people's ids
 */
export async function appendToPeople(
  tx: Tx,
  people: Sql,
  type: string,
  payload: object,
): Promise<void> {
  await tx.query(
    sql`WITH told AS MATERIALIZED (SELECT DISTINCT id FROM (${people}) whom (id)),
        place AS (
          INSERT INTO channel (kind, record_id, last_seq) SELECT 'person', id, 1 FROM told ORDER BY id
          ON CONFLICT (kind, record_id) DO UPDATE SET last_seq = channel.last_seq + 1
          RETURNING id, last_seq),
        logged AS (
          INSERT INTO channel_event (channel_id, seq, type, payload, at)
          SELECT id, last_seq, ${type}, ${JSON.stringify(payload)}::jsonb, ${tx.now}::timestamptz FROM place)
        SELECT pg_notify(${NOTIFY_CHANNEL}, id || ':' || last_seq) FROM place`,
    'channels.appendToPeople',
  );
}

/** `thread:0193…`: how a channel is written in frames and logs. */
export function channelName(channel: ChannelRef): string {
  return `${channel.kind}:${channel.id}`;
}
