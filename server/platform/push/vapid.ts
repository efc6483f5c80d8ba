import { link, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SetupError } from '#server/platform/setup-error.ts';

/** With what this forum signs its pushes (RFC 8292), both base64url; browsers subscribe to the public one. */
const VapidKeys = z.object({
  publicKey: z.string().regex(/^[\w-]{87}$/),
  privateKey: z.string().regex(/^[\w-]{43}$/),
});
export type VapidKeys = z.infer<typeof VapidKeys>;

/**
 * The keys in a file, made on the first start. Browsers are subscribed to these keys: whoever loses
 * the file has them subscribe again.
 */
export async function vapidKeysIn(path: string): Promise<VapidKeys> {
  const known = await read(path);
  if (known) return known;
  const { default: webPush } = await import('web-push');
  const aside = `${path}.${randomUUID()}`;
  // With a database and keys elsewhere nothing else has made the folder.
  await mkdir(dirname(path), { recursive: true });
  await writeFile(aside, JSON.stringify(webPush.generateVAPIDKeys()), { mode: 0o600 });
  // Of two first starts in one folder the first wins, and both use its keys.
  await link(aside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(aside);
  return (await read(path))!;
}

async function read(path: string): Promise<VapidKeys | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const parsed = VapidKeys.safeParse(json(text));
  if (parsed.success) return parsed.data;
  throw new SetupError(
    `The push keys in ${path} cannot be read. Restore the file from its backup, or remove it: ` +
      'then new keys are made, and browsers have to turn pushes on again.',
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
