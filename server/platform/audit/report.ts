import type { KeyObject } from 'node:crypto';
import { transaction, type Database, type Tx } from '#server/platform/database/transaction.ts';
import { chains } from './canonical.ts';
import { BadCheckpointError, readCheckpoints, type Checkpoint } from './checkpoints.ts';
import { verifyChain, type SealedRow, type Verdict } from './verify.ts';

export type AuditReport = { verdicts: Verdict[]; waiting: number };

export type VerifyOptions = {
  database: Database;
  /** The forum's signing key, or its public half. */
  key: KeyObject;
  anchorsFolder: string;
  /** Start each chain at this row instead of its first. */
  from?: number;
};

const batchRows = 5_000;

/** Checks every chain of the audit against itself and against the signed checkpoints. */
export async function verifyAudit(options: VerifyOptions): Promise<AuditReport> {
  let checkpoints: Checkpoint[];
  try {
    checkpoints = await readCheckpoints(options.anchorsFolder, options.key);
  } catch (error) {
    const kind = error instanceof BadCheckpointError ? 'anchor' : 'unreadable';
    const says = (error as Error).message;
    return { verdicts: [{ kind, chain: 'checkpoints', seq: 0, says }], waiting: 0 };
  }
  const from = options.from ?? 1;
  const verdicts: Verdict[] = [];
  for (const chain of chains) {
    verdicts.push(
      await verifyChain(chain, sealedRows(options.database, chain, from), checkpoints, from),
    );
  }
  const [pending] = await read(
    options.database,
    (tx) => tx.sql<{ count: number }>`SELECT count(*) AS count FROM audit_pending`,
  );
  return { verdicts, waiting: pending?.count ?? 0 };
}

/** A chain in steps of its own transactions: nothing holds the table while millions of rows are read. */
export async function* sealedRows(
  database: Database,
  chain: string,
  from: number,
): AsyncGenerator<SealedRow[]> {
  for (let after = from - 1; ;) {
    const rows = await read(
      database,
      (tx) => tx.sql<SealedRow>`
        SELECT seq, at, body, prev, hash FROM audit
         WHERE chain = ${chain} AND seq > ${after} ORDER BY seq LIMIT ${batchRows}`,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < batchRows) return;
    after = rows.at(-1)!.seq;
  }
}

function read<T>(database: Database, run: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(database, {}, run, { readOnly: true });
}
