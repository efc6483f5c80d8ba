import { createPrivateKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { link, lstat, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SetupError } from '#server/platform/setup-error.ts';
import { BrokenSealError, keyBytes } from './gcm.ts';

/** The keys that wrap data keys, index for the duplicate search, and sign the audit's checkpoints. */
export type KeyRing = {
  active: string;
  kids: readonly string[];
  /** The wrapping key of this id; throws when the ring does not hold it. */
  key: (kid: string) => Uint8Array;
  indexKey: Uint8Array;
  signingKey: KeyObject;
};

/** `active` wraps what is written; `decrypt` only opens; `retired` is kept in the file and not used. */
export const KEY_STATES = ['active', 'decrypt', 'retired'] as const;
export type KeyState = (typeof KEY_STATES)[number];

const base64Key = z.base64();
const FileForm = z.strictObject({
  active: z.string(),
  keys: z.record(
    z.string().regex(/^[\w-]{1,32}$/),
    z.strictObject({
      k: base64Key,
      created: z.string(),
      state: z.enum(KEY_STATES),
    }),
  ),
  index: z.strictObject({ k: base64Key, created: z.string() }),
  signing: z.strictObject({ pem: z.string(), created: z.string() }),
});
type FileForm = z.infer<typeof FileForm>;

/** The ring of this file; undefined when there is no such file. A bad one stops the start. */
export async function readKeyRing(path: string): Promise<KeyRing | undefined> {
  const stat = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new SetupError(`The key ring ${path} cannot be read (${error.code}).`);
  });
  if (!stat) return undefined;
  requirePrivate(stat, path);
  return watched(ringOf(parse(await readFile(path, 'utf8'), path), path), path, stat.mtimeMs);
}

function requirePrivate(stat: { isFile(): boolean; mode: number }, path: string): void {
  if (!stat.isFile()) throw new SetupError(`The key ring ${path} is not a plain file.`);
  if (process.platform === 'win32' || (stat.mode & 0o077) === 0) return;
  const mode = (stat.mode & 0o777).toString(8);
  throw new SetupError(
    `The key ring ${path} can be read by others (mode ${mode}). Run: chmod 600 "${path}"`,
  );
}

const LOOK_EVERY_MS = 1_000;

/**
 * The ring that follows its file: a key that was added or made active meanwhile is known within a
 * second, so that no process need start anew for a rotation. A file that cannot be read changes nothing.
 */
function watched(first: KeyRing, path: string, readAt: number): KeyRing {
  let ring = first;
  let written = readAt;
  let looked = performance.now();

  function now(): KeyRing {
    if (performance.now() - looked < LOOK_EVERY_MS) return ring;
    return look();
  }

  function look(): KeyRing {
    looked = performance.now();
    try {
      const stat = lstatSync(path);
      if (stat.mtimeMs === written) return ring;
      requirePrivate(stat, path);
      const next = ringOf(parse(readFileSync(path, 'utf8'), path), path);
      // Another forum's ring under this name would make what is written unreadable.
      if (Buffer.compare(next.indexKey, ring.indexKey) !== 0) return ring;
      ring = next;
      written = stat.mtimeMs;
    } catch {
      // As it was: the ring in memory is the one that the data are sealed with.
    }
    return ring;
  }

  return {
    get active() {
      return now().active;
    },
    get kids() {
      return now().kids;
    },
    key(kid) {
      // A key that is not known here may have been made active a moment ago.
      return (now().kids.includes(kid) ? ring : look()).key(kid);
    },
    get indexKey() {
      return ring.indexKey;
    },
    get signingKey() {
      return ring.signingKey;
    },
  };
}

/** What the file says of its wrapping keys, the retired ones with them. */
export async function keysInFile(
  path: string,
): Promise<{ kid: string; state: KeyState; created: string }[]> {
  const form = parse(await readFile(path, 'utf8'), path);
  return Object.entries(form.keys).map(([kid, { state, created }]) => ({ kid, state, created }));
}

/** Adds a wrapping key that opens and does not yet wrap; answers its name. */
export function addKey(path: string, now: Date): Promise<string> {
  return change(path, (form) => {
    const created = now.toISOString();
    const day = `k${created.slice(0, 10).replaceAll('-', '')}`;
    let kid = day;
    for (let n = 2; form.keys[kid]; n += 1) kid = `${day}-${n}`;
    form.keys[kid] = { k: newKey(), created, state: 'decrypt' };
    return kid;
  });
}

/** Makes a key the one that wraps; the one before goes on opening. */
export function activateKey(path: string, kid: string): Promise<void> {
  return change(path, (form) => {
    const chosen = known(form, kid);
    if (chosen.state === 'retired') throw new SetupError(`The key "${kid}" is retired.`);
    form.keys[form.active]!.state = 'decrypt';
    chosen.state = 'active';
    form.active = kid;
  });
}

/** Takes a key out of use. It stays in the file, for backups of the database that are older. */
export function retireKey(path: string, kid: string): Promise<void> {
  return change(path, (form) => {
    const chosen = known(form, kid);
    if (chosen.state === 'active') throw new SetupError(`The key "${kid}" is the active one.`);
    chosen.state = 'retired';
  });
}

function known(form: FileForm, kid: string) {
  const found = form.keys[kid];
  if (found) return found;
  throw new SetupError(
    `The key ring holds no key "${kid}". It holds: ${Object.keys(form.keys).join(', ')}.`,
  );
}

/** Changes the file in one step: it is the old one or the new one at any moment, also after a crash. */
async function change<T>(path: string, edit: (form: FileForm) => T): Promise<T> {
  const form = parse(await readFile(path, 'utf8'), path);
  const answer = edit(form);
  ringOf(form, path);
  const draft = `${path}.next`;
  const file = await open(draft, 'wx', 0o400).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new SetupError(
      `${draft} is there: the key ring is being changed, or a change was cut off. ` +
        'If nothing else runs, remove that file and try again.',
    );
  });
  try {
    await file.writeFile(`${JSON.stringify(form, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return answer;
}

function parse(text: string, path: string): FileForm {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SetupError(`The key ring ${path} is not JSON. Restore it from its backup.`);
  }
  const result = FileForm.safeParse(json);
  if (result.success) return result.data;
  const where = result.error.issues.map((issue) => issue.path.join('.') || '(whole file)');
  throw new SetupError(
    `The key ring ${path} is not complete: ${[...new Set(where)].join(', ')}. Restore it from its backup.`,
  );
}

function ringOf(form: FileForm, path: string): KeyRing {
  const keys = new Map<string, Uint8Array>();
  for (const [kid, { k, state }] of Object.entries(form.keys)) {
    if (state !== 'retired') keys.set(kid, longEnough(k, `keys.${kid}`, path));
  }
  if (form.keys[form.active]?.state !== 'active') {
    throw new SetupError(
      `The key ring ${path} names "${form.active}" as active, but holds no active key of that name.`,
    );
  }
  return {
    active: form.active,
    kids: [...keys.keys()],
    key(kid) {
      const key = keys.get(kid);
      if (!key) throw new BrokenSealError(`the key ring does not hold key "${kid}"`);
      return key;
    },
    indexKey: longEnough(form.index.k, 'index', path),
    signingKey: signingKey(form.signing.pem, path),
  };
}

function longEnough(base64: string, name: string, path: string): Uint8Array {
  const key = Buffer.from(base64, 'base64');
  if (key.length === keyBytes) return key;
  throw new SetupError(
    `The key ring ${path} holds a key of ${key.length} bytes where ${keyBytes} are needed (${name}).`,
  );
}

function signingKey(pem: string, path: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // The sentence below says it for both faults, and the parser's own words could hold the key.
  }
  throw new SetupError(`The key ring ${path} holds no Ed25519 signing key.`);
}

/** Writes a new ring, readable by its owner only. An existing file is never replaced. */
export async function createKeyRing(path: string, now: Date): Promise<void> {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.new`;
  await mkdir(dirname(path), { recursive: true });
  const file = await open(draft, 'wx', 0o400);
  try {
    await file.writeFile(`${JSON.stringify(newRing(now), null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link fails where a rename would overwrite: of two first starts, one ring wins.
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

function newRing(now: Date): FileForm {
  const created = now.toISOString();
  const kid = `k${created.slice(0, 10).replaceAll('-', '')}`;
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    active: kid,
    keys: { [kid]: { k: newKey(), created, state: 'active' } },
    index: { k: newKey(), created },
    signing: { pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), created },
  };
}

function newKey(): string {
  return randomBytes(keyBytes).toString('base64');
}
