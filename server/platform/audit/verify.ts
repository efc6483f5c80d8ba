import { chainStart, rowHash } from './canonical.ts';
import type { Checkpoint } from './checkpoints.ts';

/** Exit codes of `npm run audit:verify`. */
export const verdictCodes = {
  intact: 0,
  altered: 2,
  gap: 3,
  truncated: 4,
  anchor: 5,
  unreadable: 6,
} as const;

export type Verdict = {
  kind: keyof typeof verdictCodes;
  chain: string;
  /** The first row at fault; for an intact chain, its last. */
  seq: number;
  says: string;
};

export type SealedRow = { seq: number; at: Date; body: unknown; prev: Buffer; hash: Buffer };

/** A chain this long must have a checkpoint somewhere. */
export const checkpointRows = 1000;

/**
 * Walks a chain in the order of its numbers: every row must follow the one before, carry its own
 * hash, and agree with the checkpoints. `from` starts later and believes the row before it.
 */
export async function verifyChain(
  chain: string,
  rows: AsyncIterable<SealedRow[]>,
  checkpoints: Checkpoint[],
  from = 1,
): Promise<Verdict> {
  const anchors = new Map<number, Checkpoint>();
  for (const checkpoint of checkpoints.filter((each) => each.chain === chain)) {
    const same = anchors.get(checkpoint.seq);
    if (same && same.hash !== checkpoint.hash) {
      return verdict('anchor', chain, checkpoint.seq, 'two checkpoints contradict each other');
    }
    anchors.set(checkpoint.seq, checkpoint);
  }
  let seq = from - 1;
  let prev = from === 1 ? chainStart(chain) : undefined;
  for await (const batch of rows) {
    for (const row of batch) {
      const expected = seq + 1;
      if (row.seq !== expected) return gap(chain, expected, row.seq);
      if (prev && !row.prev.equals(prev)) {
        return verdict('gap', chain, row.seq, 'does not continue the row before it');
      }
      if (!sealedAs(chain, row)) {
        return verdict('altered', chain, row.seq, 'is not what was sealed');
      }
      const anchor = anchors.get(row.seq);
      if (anchor && anchor.hash !== row.hash.toString('hex')) {
        return verdict('anchor', chain, row.seq, 'differs from its signed checkpoint');
      }
      seq = row.seq;
      prev = row.hash;
    }
  }
  return verdictOfEnd(chain, seq, anchors);
}

function verdictOfEnd(chain: string, seq: number, anchors: Map<number, Checkpoint>): Verdict {
  const beyond = [...anchors.keys()].filter((anchor) => anchor > seq);
  if (beyond.length > 0) {
    const last = Math.max(...beyond);
    return verdict('truncated', chain, seq + 1, `is gone, a checkpoint knows rows up to ${last}`);
  }
  if (anchors.size === 0 && seq > 2 * checkpointRows) {
    return verdict('anchor', chain, seq, 'has no checkpoint, though a chain this long has some');
  }
  return verdict('intact', chain, seq, `${seq} rows, ${anchors.size} checkpoints`);
}

function sealedAs(chain: string, row: SealedRow): boolean {
  try {
    return rowHash(row.prev, { chain, ...row }).equals(row.hash);
  } catch {
    // A body that has no canonical form was never sealed by the forum.
    return false;
  }
}

function gap(chain: string, expected: number, found: number): Verdict {
  return verdict('gap', chain, expected, `is missing, the next one is ${found}`);
}

function verdict(kind: Verdict['kind'], chain: string, seq: number, says: string): Verdict {
  return { kind, chain, seq, says };
}
