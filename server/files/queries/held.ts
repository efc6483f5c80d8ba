import { z } from 'zod';
import { anywhere } from '#server/platform/access/access.ts';
import type { Tx } from '#server/platform/database/transaction.ts';
import type { ScanState } from '#server/platform/files/index.ts';
import { query } from '#server/platform/use-case.ts';

/** A file that is not handed out. Of what it is called and belongs to, nothing is said here. */
export type HeldFile = {
  id: string;
  scan: Extract<ScanState, 'pending' | 'infected' | 'error'>;
  mediaType: string;
  byteSize: number;
  uploadedAt: Date;
  org: Record<string, string | null>;
};

const MOST = 200;

/** Whether the forum scans, and the files that wait for a verdict or got a bad one. */
export const held = query('files.held', {
  summary: 'Whether files are scanned for viruses, and the files that are held back.',
  input: z.strictObject({}),
  subject: anywhere,
  gate: 'file.tend',
  async run({ tx, services }) {
    const files = await tx.sql<HeldFile>`
      SELECT f.id, f.scan, f.media_type AS "mediaType", f.byte_size AS "byteSize",
             f.created_at AS "uploadedAt", o.short_name AS org
        FROM file f JOIN organisation o ON o.id = f.org_id
       WHERE f.scan IN ('pending', 'infected', 'error') AND f.deleted_at IS NULL
       ORDER BY f.scan = 'error' DESC, f.created_at DESC LIMIT ${MOST}`;
    return {
      scans: services.files.scans,
      files: files.map(({ uploadedAt, ...file }) => ({
        ...file,
        uploadedAt: uploadedAt.toISOString(),
      })),
    };
  },
});

/** How many files wait for the secretariat. */
export async function countHeld(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ count: number }>`
    SELECT count(*)::int AS count FROM file WHERE scan = 'error' AND deleted_at IS NULL`;
  return row!.count;
}
