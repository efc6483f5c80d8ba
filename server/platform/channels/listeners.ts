import { can } from '../access/access.ts';
import type { Actor } from '../access/actor.ts';
import { transaction, type Tx } from '../database/transaction.ts';
import type { Kernel } from '../kernel.ts';
import type { ChannelKind, ChannelRef, ChannelRule } from './log.ts';

/** Where a channel stands when somebody begins to listen. */
export type Head = { id: number; lastSeq: number; aclVersion: number };

/** May this caller listen to this channel? The gate's own question about the record behind it. */
export async function rightToListen(
  kernel: Kernel,
  tx: Tx,
  actor: Actor,
  channel: ChannelRef,
): Promise<boolean> {
  const rule = ruleOf(kernel, channel.kind);
  if (!rule) return false;
  const row = await rule.noun.find(tx, channel.id);
  return row !== null && can(actor, rule.action, rule.noun, row);
}

/**
 * The head of a channel for somebody who may listen; null for everybody else, and for records that do
 * not exist. A channel nothing has happened in yet gets its row here, so that it can be watched.
 */
export async function openChannel(
  kernel: Kernel,
  actor: Actor,
  channel: ChannelRef,
): Promise<Head | null> {
  return transaction(
    kernel.options.database,
    { personId: actor.personId, orgId: actor.orgId },
    async (tx) => {
      const head = await headFor(kernel, tx, actor, channel);
      return head === undefined ? makeHead(tx, channel) : head;
    },
  );
}

/**
 * The same inside a transaction that is open already, which may only read: undefined for a channel
 * nothing has happened in yet.
 */
export async function headFor(
  kernel: Kernel,
  tx: Tx,
  actor: Actor,
  channel: ChannelRef,
): Promise<Head | null | undefined> {
  if (!(await rightToListen(kernel, tx, actor, channel))) return null;
  return readHead(tx, channel);
}

async function readHead(tx: Tx, channel: ChannelRef): Promise<Head | undefined> {
  const [row] = await tx.sql<Head>`
    SELECT id, last_seq AS "lastSeq", acl_version AS "aclVersion"
    FROM channel WHERE kind = ${channel.kind} AND record_id = ${channel.id}`;
  return row;
}

async function makeHead(tx: Tx, channel: ChannelRef): Promise<Head> {
  await tx.sql`INSERT INTO channel (kind, record_id) VALUES (${channel.kind}, ${channel.id})
    ON CONFLICT (kind, record_id) DO NOTHING`;
  return (await readHead(tx, channel))!;
}

function ruleOf(kernel: Kernel, kind: ChannelKind): ChannelRule | undefined {
  for (const capability of Object.values(kernel.capabilities)) {
    const rule = capability.channels?.[kind];
    if (rule) return rule;
  }
  return undefined;
}
