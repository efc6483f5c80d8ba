import { empty, sql } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, forbidden } from '#server/platform/errors.ts';
import type { ThreadRow } from './access.ts';
import { waitForThread } from './hold-thread.ts';
import type { ThreadState } from './schemas.ts';

type Change = { state?: ThreadState; title?: string; projectId?: string };

/**
 * Changes a thread that is as its editor saw it, and answers its new version.
 * @throws STALE_VERSION where somebody changed it in between
 */
export async function changeThread(
  tx: Tx,
  row: ThreadRow,
  version: number,
  { state, title, projectId }: Change,
): Promise<number> {
  // A conversation between people is neither decided nor moved; it has only a name.
  if (row.projectId === null) throw forbidden();
  await waitForThread(tx, row.id);
  const { rows } = await tx.query<{ version: number }>(
    sql`UPDATE thread SET version = version + 1
          ${state ? sql`, state = ${state}` : empty}
          ${title ? sql`, title = ${title}` : empty}
          ${projectId ? sql`, project_id = ${projectId}::uuid, desk_org_id = NULL` : empty}
         WHERE id = ${row.id}::uuid AND version = ${version}::int RETURNING version`,
  );
  if (!rows[0]) throw conflict('STALE_VERSION');
  return rows[0].version;
}
