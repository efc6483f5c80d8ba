import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { canonical } from './canonical.ts';

/**
 * The state of a chain at a moment, signed and kept outside the database: without it, whoever owns
 * the database could rewrite a whole chain, or cut its end, unseen.
 */
export type Checkpoint = { chain: string; seq: number; hash: string; count: number; at: string };

const SignedCheckpoint = z.strictObject({
  chain: z.string().regex(/^\w+$/),
  seq: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  count: z.int().positive(),
  at: z.iso.datetime(),
  signature: z.base64(),
});

export class BadCheckpointError extends Error {
  override name = 'BadCheckpointError';
}

/** Adds one line to the chain's file of checkpoints and waits until it is on the disk. */
export async function writeCheckpoint(
  folder: string,
  signingKey: KeyObject,
  checkpoint: Checkpoint,
): Promise<void> {
  const signature = sign(null, signedText(checkpoint), signingKey).toString('base64');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(join(folder, `${checkpoint.chain}.jsonl`), 'a', 0o600);
  try {
    await file.appendFile(`${JSON.stringify({ ...checkpoint, signature })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** All checkpoints of the folder; throws `BadCheckpointError` on a line that was not signed so. */
export async function readCheckpoints(folder: string, key: KeyObject): Promise<Checkpoint[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const checkpoints: Checkpoint[] = [];
  for (const name of names.filter((each) => each.endsWith('.jsonl')).sort()) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
    lines.forEach((line, index) => {
      if (line !== '') checkpoints.push(readLine(line, key, `${name} line ${index + 1}`));
    });
  }
  return checkpoints;
}

function readLine(line: string, key: KeyObject, where: string): Checkpoint {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new BadCheckpointError(`${where} is not JSON`);
  }
  const parsed = SignedCheckpoint.safeParse(json);
  if (!parsed.success) throw new BadCheckpointError(`${where} is not a checkpoint`);
  const { signature, ...checkpoint } = parsed.data;
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  if (!verify(null, signedText(checkpoint), publicKey, Buffer.from(signature, 'base64'))) {
    throw new BadCheckpointError(`${where} does not carry this forum's signature`);
  }
  return checkpoint;
}

function signedText(checkpoint: Checkpoint): Buffer {
  return Buffer.from(`mej-forum audit checkpoint\n${canonical(checkpoint)}`, 'utf8');
}
