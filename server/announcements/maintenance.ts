import { noun, raw, sql } from '#server/platform/access/access.ts';
import { appendToPeople } from '#server/platform/channels/log.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import { conflict, invalid } from '#server/platform/errors.ts';
import { iso } from './reading.ts';
import type { Words } from './schemas.ts';

export type MaintenanceRow = {
  id: string;
  words: Partial<Words>;
  version: number;
  withdrawnAt: Date | null;
};

/** A window of maintenance: for whoever reads any page, signed in or not. */
export const maintenance = noun<MaintenanceRow>('maintenance', {
  alias: 'mw',
  see: 'maintenance.view',
  async find(tx, id) {
    const [row] = await tx.sql<MaintenanceRow>`
      SELECT id, words, version, withdrawn_at AS "withdrawnAt"
        FROM maintenance_window WHERE id = ${id}`;
    return row ?? null;
  },
  relations: {},
});

/** A window as a page shows it. `now` is the forum's clock at the reading: a browser's may be wrong. */
export type Maintenance = {
  id: string;
  version: number;
  words: Partial<Words>;
  startsAt: string;
  endsAt: string;
  now: string;
};

/** The window that is running or comes next, as one value of any statement; null where there is none. */
export const NEXT_MAINTENANCE = raw(`(SELECT jsonb_build_object('id', mw.id, 'version', mw.version,
    'words', mw.words, 'startsAt', ${iso('mw.starts_at').sql}, 'endsAt', ${iso('mw.ends_at').sql},
    'now', ${iso('forum_now()').sql})
  FROM maintenance_window mw WHERE mw.withdrawn_at IS NULL AND mw.ends_at > forum_now()
  ORDER BY mw.ends_at LIMIT 1)`);

/** Tells the open pages of all members that a window was announced, changed or withdrawn; they ask for it anew. */
export async function tellOpenPages(tx: Tx): Promise<void> {
  const listening = sql`SELECT record_id FROM channel WHERE kind = 'person'`;
  await appendToPeople(tx, listening, 'maintenance.changed', {});
}

const OVERLAPS = '23P01';

/** The table keeps windows apart; what it refuses is said in the words of the form. */
export function refuseOverlap(error: { code?: string }): never {
  throw error.code === OVERLAPS ? conflict('MAINTENANCE_OVERLAPS') : error;
}

/** A window that is over already would be seen by nobody. `ends` is a reading of Japan's clock. */
export function refuseOver(ends: string, now: Date): void {
  if (new Date(`${ends}+09:00`) > now) return;
  throw invalid('INVALID_INPUT', undefined, [{ path: 'ends', message: 'notFuture' }]);
}
