import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { exclusively, isAlive, processIdentity } from '#server/platform/lock.mjs';
import { SetupError } from '#server/platform/setup-error.ts';
import { chooseAccount, environment, type Account, type Machine } from './embedded-account.ts';
import { findBinaries } from './embedded-binaries.ts';
import {
  explain,
  settled,
  startPostmaster,
  stopPostmaster,
  type Postmaster,
} from './embedded-server.ts';

export const OWNER_ROLE = 'forum_owner';
export const APP_ROLE = 'forum_app';
const DATABASE = 'forum';

export type EmbeddedOptions = {
  /** Folder for the cluster, its passwords and its log; made if missing. */
  dir: string;
  /** PostgreSQL settings on top of ours, such as `{ fsync: 'off' }`. */
  settings?: Record<string, string>;
  /** Told what takes time: `initdb`, `start`. */
  onStep?: (step: string) => void;
  machine?: Machine;
};

export type Embedded = {
  /** Owner of the database and superuser of the embedded cluster: migrations and backups. */
  ownerUrl: string;
  /** The role of the forum's pool: no superuser, row-level security applies. */
  appUrl: string;
  port: number;
  /** Whether an earlier run's server was found running and taken over. */
  reused: boolean;
  /** Lets go of the cluster; the last process to do so stops PostgreSQL and waits until it has gone. */
  stop(): Promise<void>;
};

type Passwords = { owner: string; app: string };

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  // Taken up as it is used: of a large forum what is searched is to lie in it whole.
  shared_buffers: '512MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
};

/**
 * Starts PostgreSQL on a folder, or takes over the one that an earlier, killed run left running.
 * Several processes may hold the same folder: they share one server. It listens on a free loopback
 * port and asks every connection for a password that lies, random, in the folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dir = prepareFolder(options.dir);
  const lock = join(dir, 'lock');
  const holder = join(dir, 'holders', `${process.pid}-${randomBytes(4).toString('hex')}`);

  const start = async (): Promise<Embedded> => {
    const account = chooseAccount(dir, findBinaries(), options.machine);
    const cluster = join(account.place, 'cluster');
    const passwords = await ensureCluster(account, dir, options.onStep);
    let postmaster = await settled(cluster);
    const reused = postmaster !== undefined;
    if (!postmaster) {
      options.onStep?.('start');
      postmaster = await startPostmaster(account, dir, { ...SETTINGS, ...options.settings });
    }
    mkdirSync(join(dir, 'holders'), { recursive: true });
    writeFileSync(holder, JSON.stringify(processIdentity()));
    await provision(postmaster, passwords);
    return {
      ownerUrl: urlOf(OWNER_ROLE, passwords.owner, postmaster.port, DATABASE),
      appUrl: urlOf(APP_ROLE, passwords.app, postmaster.port, DATABASE),
      port: postmaster.port,
      reused,
      stop: () => exclusively(lock, () => letGo(dir, holder, cluster)),
    };
  };
  return exclusively(lock, start).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOSPC' ? new SetupError(explain('ENOSPC', dir)) : error;
  });
}

/** The folder's real path, because a server is recognised by the path it was started with. */
function prepareFolder(path: string): string {
  try {
    mkdirSync(resolve(path), { recursive: true, mode: 0o700 });
    accessSync(resolve(path), constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(resolve(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw new SetupError(
      code === 'ENOSPC'
        ? `The disk that holds ${path} is full. Free some space and start again.`
        : `The data folder ${path} cannot be used (${code}). Start as the user it belongs to, hand ` +
            `it over with chown, or choose another with DATA_DIR.`,
    );
  }
}

async function ensureCluster(
  account: Account,
  dir: string,
  onStep?: (step: string) => void,
): Promise<Passwords> {
  const cluster = join(account.place, 'cluster');
  const file = join(dir, 'passwords.json');
  if (existsSync(cluster)) {
    if (!existsSync(file)) {
      throw new SetupError(
        `${file} is missing, so nobody can sign in to the database in ${cluster}. ` +
          `Restore that file from a backup, or start on a fresh DATA_DIR.`,
      );
    }
    checkVersion(account, cluster);
    return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  }

  onStep?.('initdb');
  const passwords = { owner: secret(), app: secret() };
  writeFileSync(`${file}.new`, JSON.stringify(passwords), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  await initialise(account, dir, passwords.owner);
  return passwords;
}

const secret = () => randomBytes(24).toString('base64url');

function checkVersion(account: Account, cluster: string): void {
  const written = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (written === account.binaries.major) return;
  throw new SetupError(
    `The database in ${cluster} was written by PostgreSQL ${written}, and this forum brings ` +
      `${account.binaries.major}. Start the version that wrote it and move the data with a dump, ` +
      `or start on a fresh DATA_DIR.`,
  );
}

/** Makes the cluster aside and moves it into place, so that a killed run leaves none half made. */
async function initialise(account: Account, dir: string, ownerPassword: string): Promise<void> {
  // A name of its own: the initdb of a killed run may still be writing into another.
  const room = join(account.place, `making-${randomBytes(4).toString('hex')}`);
  removeUnfinished(account.place);
  mkdirSync(room, { recursive: true, mode: 0o700 });
  const passwordFile = join(room, 'password');
  writeFileSync(passwordFile, ownerPassword, { mode: 0o600 });
  if (account.ids) {
    for (const path of [room, passwordFile]) chownSync(path, account.ids.uid, account.ids.gid);
  }

  const { code, said } = await run(account, [
    ...['-D', join(room, 'cluster'), '-U', OWNER_ROLE, `--pwfile=${passwordFile}`],
    ...['--auth=scram-sha-256', '--encoding=UTF8'],
    // Without a UTF-8 character type the trigrams of Japanese text are silently empty.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--lc-ctype=C.UTF-8', '--no-instructions'],
  ]);
  if (code !== 0) throw new SetupError(explain(said, dir));
  renameSync(join(room, 'cluster'), join(account.place, 'cluster'));
  rmSync(room, { recursive: true, force: true });
}

function removeUnfinished(place: string): void {
  for (const name of readdirSync(place).filter((each) => each.startsWith('making-'))) {
    try {
      rmSync(join(place, name), { recursive: true, force: true });
    } catch {
      // Its writer is still at work; the next first start removes it.
    }
  }
}

function run(account: Account, args: string[]): Promise<{ code: number | null; said: string }> {
  const [program, ...words] = [...account.prefix, account.binaries.initdb, ...args];
  return new Promise((done) => {
    const child = spawn(program!, words, {
      // Ctrl-C in a terminal reaches the whole group; initdb is to finish or be killed with us.
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
      env: environment(),
      ...account.ids,
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', (error) => done({ code: 1, said: said + error.message }));
    child.once('close', (code) => done({ code, said }));
  });
}

function urlOf(role: string, password: string, port: number, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/** Makes the application's role and the database where they are missing. */
async function provision(postmaster: Postmaster, passwords: Passwords): Promise<void> {
  const url = urlOf(OWNER_ROLE, passwords.owner, postmaster.port, 'postgres');
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false });
  try {
    const [has] = await sql<{ role: boolean; database: boolean }[]>`
      SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = ${APP_ROLE}) AS role,
             EXISTS (SELECT FROM pg_database WHERE datname = ${DATABASE}) AS database`;
    if (!has?.role) {
      await sql.unsafe(
        `CREATE ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${passwords.app}'`,
      );
    }
    if (!has?.database) await sql.unsafe(`CREATE DATABASE ${DATABASE} OWNER ${OWNER_ROLE}`);
  } finally {
    await sql.end();
  }
}

/**
 * Stops the server of a folder that no living process holds, and removes the folder. Answers false,
 * having done nothing, where somebody still holds it.
 */
export async function discardAbandoned(dir: string): Promise<boolean> {
  const abandoned = await exclusively(join(dir, 'lock'), async () => {
    if (otherHolders(dir)) return false;
    await stopPostmaster(join(dir, 'cluster'));
    return true;
  });
  if (abandoned) rmSync(dir, { recursive: true, force: true });
  return abandoned;
}

async function letGo(dir: string, holder: string, cluster: string): Promise<void> {
  rmSync(holder, { force: true });
  if (!otherHolders(dir)) await stopPostmaster(cluster);
}

function otherHolders(dir: string): boolean {
  const folder = join(dir, 'holders');
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => {
    const file = join(folder, name);
    try {
      if (isAlive(JSON.parse(readFileSync(file, 'utf8')))) return true;
    } catch {
      // Half written by a process that died over it.
    }
    rmSync(file, { force: true });
    return false;
  });
}
