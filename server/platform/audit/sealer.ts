import type { KeyObject } from 'node:crypto';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { describeError, type Log } from '#server/platform/log.ts';
import { chainTail, sealPending } from './append.ts';
import { chains, type Chain } from './canonical.ts';
import { readCheckpoints, writeCheckpoint } from './checkpoints.ts';
import { checkpointRows } from './verify.ts';

export type Sealer = {
  /** Seals what waits now; answers how many rows. */
  seal: () => Promise<number>;
  /** Seals what waits, signs a last checkpoint and ends. */
  stop: () => Promise<void>;
};

export type SealerOptions = {
  database: Database;
  signingKey: KeyObject;
  anchorsFolder: string;
  log: Log;
  everyMs?: number;
  batch?: number;
};

const hourMs = 3_600_000;

/** Chains waiting audit rows, twice a second, and signs checkpoints every 1 000 rows or hour. */
export async function startSealer(options: SealerOptions): Promise<Sealer> {
  const { database, log, everyMs = 500, batch = 500 } = options;
  const signed = await lastSigned(options);
  let stopping = false;
  let wake: () => void = () => undefined;

  function sealBatch(): Promise<number> {
    return transaction(database, {}, (tx) => sealPending(tx, batch));
  }

  async function seal(): Promise<number> {
    let total = 0;
    for (;;) {
      const sealed = await sealBatch();
      total += sealed;
      if (sealed < batch) return total;
    }
  }

  async function sign(anyGrowth: boolean): Promise<void> {
    for (const chain of chains) {
      const last = signed[chain];
      const { tail, now } = await transaction(
        database,
        {},
        async (tx) => ({ tail: await chainTail(tx, chain), now: tx.now }),
        { readOnly: true },
      );
      const grown = tail.seq - last.seq;
      const due = grown >= checkpointRows || now.getTime() - last.at >= hourMs || anyGrowth;
      if (grown <= 0 || !due) continue;
      await writeCheckpoint(options.anchorsFolder, options.signingKey, {
        chain,
        seq: tail.seq,
        hash: tail.hash.toString('hex'),
        count: tail.seq,
        at: now.toISOString(),
      });
      signed[chain] = { seq: tail.seq, at: now.getTime() };
    }
  }

  async function run(): Promise<void> {
    let quietMs = Infinity;
    while (!stopping) {
      try {
        const sealed = await sealBatch();
        quietMs += everyMs;
        if (sealed > 0 || quietMs >= 60_000) {
          await sign(false);
          quietMs = 0;
        }
        if (sealed === batch) continue;
      } catch (error) {
        log.error(describeError(error), 'audit rows could not be sealed');
      }
      if (!stopping) await pause();
    }
  }

  function pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => (clearTimeout(timer), resolve());
    });
  }

  const running = run();
  return {
    seal,
    async stop() {
      stopping = true;
      wake();
      await running;
      await seal();
      await sign(true);
    },
  };
}

type Signed = Record<Chain, { seq: number; at: number }>;

async function lastSigned({ anchorsFolder, signingKey, log }: SealerOptions): Promise<Signed> {
  const signed: Signed = { main: { seq: 0, at: 0 }, patient: { seq: 0, at: 0 } };
  try {
    for (const { chain, seq, at } of await readCheckpoints(anchorsFolder, signingKey)) {
      const last = signed[chain as Chain];
      if (last && seq > last.seq) Object.assign(last, { seq, at: Date.parse(at) });
    }
  } catch (error) {
    // Sealing goes on, the fault is for `audit:verify` and for people to judge.
    log.error(describeError(error), 'the checkpoints of the audit cannot be read');
  }
  return signed;
}
