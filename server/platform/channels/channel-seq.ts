import type { ChannelRef } from './log.ts';
import type { Tx } from '../database/transaction.ts';

/** Where a channel's log stands as of this page, so that its listener misses nothing in between. */
export async function channelSeq(tx: Tx, channel: ChannelRef): Promise<number> {
  const [row] = await tx.sql<{ seq: number }>`
    SELECT last_seq AS seq FROM channel WHERE kind = ${channel.kind} AND record_id = ${channel.id}`;
  return row?.seq ?? 0;
}
