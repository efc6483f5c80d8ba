import { audience, sql } from '#server/platform/access/access.ts';
import { append } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { notify } from '#server/notifications/index.ts';
import { held, type HeldRow } from './access.ts';

/** Says on the secretariat's channel that its tools look different now; open pages read them again. */
export async function toolsChanged(tx: Tx): Promise<void> {
  const offices = await tx.sql<{ id: string }>`
    SELECT id FROM organisation WHERE kind = 'secretariat' ORDER BY id`;
  for (const { id } of offices) {
    await append(tx, { kind: 'org', id }, 'moderation.changed', {});
  }
}

/** Tells the secretariat of a post that waits for it. */
export async function tellOfHeld(
  tx: Tx,
  row: HeldRow,
  type: 'held.received' | 'held.late',
): Promise<void> {
  await notify(tx, {
    type,
    subject: { kind: 'held', id: row.id },
    to: audience('held.decide', held, row),
  });
}

/** Pages of the author and of the secretariat show it otherwise from now on. */
export async function heldChanged(tx: Tx, { authorId }: Pick<HeldRow, 'authorId'>): Promise<void> {
  await append(tx, { kind: 'person', id: authorId }, 'held.changed', {});
  await toolsChanged(tx);
}

/** Tells the author that it stands in its thread, where it leads. */
export async function tellReleased(
  tx: Tx,
  { authorId, threadId }: HeldRow,
  { id: postId, seq }: { id: string; seq: number },
): Promise<void> {
  await notify(tx, {
    type: 'held.released',
    subject: { kind: 'thread', id: threadId },
    to: sql`m.person_id = ${authorId}::uuid`,
    facts: { postId, seq },
  });
}

/** Tells the author that it was refused; the reason is read in the forum. */
export async function tellRefused(tx: Tx, { authorId, orgId, id }: HeldRow): Promise<void> {
  await notify(tx, {
    type: 'held.refused',
    subject: { kind: 'held', id },
    to: sql`m.person_id = ${authorId}::uuid AND m.org_id = ${orgId}::uuid`,
  });
}
