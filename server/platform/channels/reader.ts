import postgres from 'postgres';
import { transaction, type Database, type Tx } from '../database/transaction.ts';
import { describeError, type Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { NOTIFY_CHANNEL, type Hydrate } from './log.ts';

/** One event as listeners get it: its place, its type, when, and the ids or the hydrated record. */
export type Delivered = { seq: number; type: string; at: string } & Record<string, unknown>;

/** What a reader hands over: events of one channel in order, and the version of who may listen. */
export type Batch = { channelId: number; aclVersion: number; events: Delivered[] };

/** What a subscriber learns when it joins: where the channel stands and what it missed. */
export type Since = { seq: number; aclVersion: number; events: Delivered[]; more: boolean };

const SWEEP_MS = 1000;
const PAGE = 200;
/** Further behind than this, reading the page again is cheaper than catching up. */
export const RESYNC_BEHIND = 5000;
export const SINCE_PAGE = 500;

export type ReaderOptions = {
  database: Database;
  /** Where to listen: a connection of its own, which postgres.js opens again by itself. */
  url: string;
  hydrate: Record<string, Hydrate>;
  log: Log;
  metrics: Metrics;
  /** Called in order, one batch at a time per channel; the next read waits for it. */
  deliver: (batch: Batch) => Promise<void>;
  sweepMs?: number;
  /** Tests of the guarantee switch the sweep off to show what it is for. */
  sweep?: boolean;
};

/**
 * Reads the channel log for this node's listeners. A notice wakes it, and every second it looks by
 * itself, so a lost notice costs a second and never a message. Events leave in `seq` order, each once
 * per node; text is read at delivery, so what was deleted since is not delivered.
 */
export function createReader(options: ReaderOptions) {
  /** channel id → the last sequence number handed over, for channels somebody here listens to. */
  const cursors = new Map<number, number>();
  /** Channels being read now; true: look again when done. */
  const busy = new Map<number, boolean>();
  let listening: postgres.Sql | undefined;
  let sweepTimer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function start() {
    listening = postgres(options.url, { max: 1, fetch_types: false, onnotice: () => undefined });
    await listening.listen(
      NOTIFY_CHANNEL,
      (payload) => wake(Number(payload.split(':', 1)[0])),
      () => void sweep(),
    );
    if (options.sweep !== false) scheduleSweep();
  }

  function scheduleSweep() {
    sweepTimer = setTimeout(async () => {
      await sweep();
      if (!stopped) scheduleSweep();
    }, options.sweepMs ?? SWEEP_MS);
  }

  /** Looks at every watched channel for events whose notice did not arrive. */
  async function sweep() {
    if (stopped || cursors.size === 0) return;
    try {
      const { rows } = await options.database.pool.query<{ id: number; last_seq: number }>({
        name: 'channels.sweep',
        text: 'SELECT id, last_seq FROM channel WHERE id = ANY ($1::bigint[])',
        values: [[...cursors.keys()]],
      });
      for (const { id, last_seq } of rows) {
        const cursor = cursors.get(id);
        if (cursor === undefined || last_seq <= cursor || busy.has(id)) continue;
        options.metrics.swept.inc();
        wake(id);
      }
    } catch (error) {
      options.log.warn(describeError(error), 'channel sweep');
    }
  }

  function wake(channelId: number) {
    if (stopped || !cursors.has(channelId)) return;
    if (busy.has(channelId)) {
      busy.set(channelId, true);
      return;
    }
    busy.set(channelId, false);
    void pump(channelId);
  }

  async function pump(channelId: number) {
    try {
      for (let more = true; more && !stopped;) {
        busy.set(channelId, false);
        more = await readOnce(channelId);
        more ||= busy.get(channelId) === true;
      }
    } catch (error) {
      options.log.warn({ channelId, ...describeError(error) }, 'channel read');
    } finally {
      busy.delete(channelId);
    }
  }

  /** Reads one page after the cursor with the rights' version, in one statement; true: there is more. */
  async function readOnce(channelId: number): Promise<boolean> {
    const cursor = cursors.get(channelId);
    if (cursor === undefined) return false;
    const batch = await transaction(
      options.database,
      {},
      async (tx) => {
        const { rows } = await tx.text<EventRow & { acl_version: number }>(
          READ_AFTER,
          [channelId, cursor, PAGE],
          'channels.readAfter',
        );
        const events = rows.filter((row) => row.seq !== null);
        return {
          channelId,
          aclVersion: rows[0]?.acl_version ?? 0,
          events: await hydrated(tx, events),
        };
      },
      { readOnly: true },
    );
    // Somebody may have stopped watching while the read was under way.
    if (batch.events.length === 0 || !cursors.has(channelId)) return false;
    await options.deliver(batch);
    cursors.set(channelId, batch.events.at(-1)!.seq);
    return batch.events.length === PAGE;
  }

  /**
   * What a listener missed after `after`, and from now on this node watches the channel. Watching
   * begins before the read, so nothing can fall between the two.
   */
  async function since(
    tx: Tx,
    kind: string,
    recordId: string,
    after: number,
  ): Promise<Since & { channelId: number | null }> {
    const { rows } = await tx.text<
      EventRow & { id: number; last_seq: number; acl_version: number }
    >(SINCE, [kind, recordId, after, SINCE_PAGE], 'channels.since');
    const head = rows[0];
    if (!head) return { channelId: null, seq: 0, aclVersion: 0, events: [], more: false };
    const events = await hydrated(
      tx,
      rows.filter((row) => row.seq !== null),
    );
    const seq = events.length === SINCE_PAGE ? events.at(-1)!.seq : Math.max(head.last_seq, after);
    return {
      channelId: head.id,
      seq,
      aclVersion: head.acl_version,
      events,
      more: head.last_seq > seq,
    };
  }

  /** Adds the records behind the ids, one query per type of event. */
  async function hydrated(tx: Tx, rows: EventRow[]): Promise<Delivered[]> {
    const extras = new Map<EventRow, object>();
    for (const type of new Set(rows.map((row) => row.type))) {
      const hydrate = options.hydrate[type];
      if (!hydrate) continue;
      const same = rows.filter((row) => row.type === type);
      const found = await hydrate(
        tx,
        same.map((row) => row.payload),
      );
      same.forEach((row, i) => found[i] && extras.set(row, found[i]));
    }
    return rows.map((row) => ({
      ...row.payload,
      ...extras.get(row),
      seq: row.seq,
      type: row.type,
      at: row.at.toISOString(),
    }));
  }

  return {
    start,
    since,
    /** Watches a channel from this sequence number on; a lower cursor stays as it is. */
    watch(channelId: number, seq: number) {
      if (!cursors.has(channelId)) cursors.set(channelId, seq);
      wake(channelId);
    },
    unwatch: (channelId: number) => void cursors.delete(channelId),
    async stop() {
      stopped = true;
      clearTimeout(sweepTimer);
      await listening?.end({ timeout: 2 });
    },
  };
}

export type Reader = ReturnType<typeof createReader>;

type EventRow = { seq: number; type: string; payload: Record<string, any>; at: Date };

const READ_AFTER = `
  SELECT c.acl_version, e.seq, e.type, e.payload, e.at
  FROM channel c LEFT JOIN LATERAL (
    SELECT seq, type, payload, at FROM channel_event
    WHERE channel_id = c.id AND seq > $2 ORDER BY seq LIMIT $3) e ON true
  WHERE c.id = $1 ORDER BY e.seq`;

const SINCE = `
  SELECT c.id, c.last_seq, c.acl_version, e.seq, e.type, e.payload, e.at
  FROM channel c LEFT JOIN LATERAL (
    SELECT seq, type, payload, at FROM channel_event
    WHERE channel_id = c.id AND seq > $3 ORDER BY seq LIMIT $4) e ON true
  WHERE c.kind = $1 AND c.record_id = $2 ORDER BY e.seq`;
