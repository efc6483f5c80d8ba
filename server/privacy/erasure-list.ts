import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { transaction, type Database } from '#server/platform/database/transaction.ts';
import { SetupError } from '#server/platform/setup-error.ts';
import { lockCase } from '#server/referrals/index.ts';
import { eraseCase } from './erasing.ts';
import { REFERRAL_STATES } from '#server/platform/access/matrix.ts';

/**
 * Which cases were erased, by their codes alone, beside the audit's anchors: outside the database, so
 * that a backup that is older than an erasure does not bring the patient back.
 */
const Line = z.strictObject({ code: z.string(), at: z.iso.datetime(), signature: z.base64() });
type Erased = { code: string; at: string };

const fileIn = (folder: string) => join(folder, 'erased.list');

/**
 * Every case on the list.
 * @throws SetupError where a line does not carry this forum's signature
 */
export async function readErasureList(folder: string, key: KeyObject): Promise<Erased[]> {
  const text = await readFile(fileIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  return text
    .split('\n')
    .filter(Boolean)
    .map((line, i) => {
      const parsed = Line.safeParse(jsonOf(line));
      const { signature, ...erased } = parsed.data ?? { signature: '', code: '', at: '' };
      const good = verify(null, signedText(erased), publicKey, Buffer.from(signature, 'base64'));
      if (parsed.success && good) return erased;
      throw new SetupError(
        `${fileIn(folder)} line ${i + 1} does not carry this forum's signature. Restore the file from its backup.`,
      );
    });
}

/** Adds what the database has erased and the list does not know yet; answers how many. */
export async function extendErasureList(
  database: Database,
  folder: string,
  key: KeyObject,
): Promise<number> {
  const known = new Set((await readErasureList(folder, key)).map(({ code }) => code));
  const erased = await transaction(
    database,
    {},
    (tx) => tx.sql<{ code: string; at: Date }>`
      SELECT code, coalesce(erased_at, created_at) AS at FROM referral WHERE state = 'erased' ORDER BY erased_at`,
    { readOnly: true },
  );
  const fresh = erased.filter(({ code }) => !known.has(code));
  if (fresh.length === 0) return 0;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(fileIn(folder), 'a', 0o600);
  try {
    for (const { code, at } of fresh) {
      const line = { code, at: at.toISOString() };
      const signature = sign(null, signedText(line), key).toString('base64');
      await file.appendFile(`${JSON.stringify({ ...line, signature })}\n`);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return fresh.length;
}

/**
 * Erases again what a restored backup has brought back, before the forum opens. Two people decided it
 * then, or time did; nothing is asked a second time, and a hold of the old days does not stand in its
 * way. Answers the codes.
 */
export async function replayErasures(
  database: Database,
  files: { remove: (storageKey: string) => Promise<void> },
  folder: string,
  key: KeyObject,
): Promise<string[]> {
  const codes = (await readErasureList(folder, key)).map(({ code }) => code);
  const back = await transaction(
    database,
    {},
    (tx) => tx.sql<{ id: string; code: string }>`
      SELECT id, code FROM referral WHERE code = ANY (${codes}) AND state <> 'erased' ORDER BY id`,
    { readOnly: true },
  );
  for (const { id } of back) {
    const keys = await transaction(database, {}, async (tx) => {
      const row = await lockCase(tx, id);
      await tx.sql`UPDATE referral SET held_at = NULL WHERE id = ${id}`;
      const from = REFERRAL_STATES.filter((state) => state !== 'erased');
      return eraseCase(tx, row, { from, keepCoded: false, who: { actorId: null, orgId: null } });
    });
    for (const storageKey of keys) await files.remove(storageKey);
  }
  return back.map(({ code }) => code);
}

function signedText({ code, at }: Erased): Buffer {
  return Buffer.from(`mej-forum erased case\n${code}\n${at}`, 'utf8');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
