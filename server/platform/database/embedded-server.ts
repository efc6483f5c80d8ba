import { execFileSync, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SetupError } from '#server/platform/setup-error.ts';
import { environment, type Account } from './embedded-account.ts';

/** What postmaster.pid says about a server on a cluster. */
export type Postmaster = { pid: number; port: number; status: string };

const LARGEST_LOG = 10 * 1024 * 1024;

/** The server that runs on this cluster; a pid file whose process is gone or another is removed. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const found = readPidFile(cluster);
  if (!found) return undefined;
  if (runsOn(found.pid, cluster)) return found;
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
  return undefined;
}

function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return { pid, port: Number(lines[3]), status: (lines[7] ?? '').trim() };
  } catch {
    return undefined;
  }
}

/** A process id alone proves nothing: after a crash it may belong to any other program. */
function runsOn(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(`-D ${cluster} `);
  } catch {
    return false;
  }
}

/** Starts the server in a process group of its own and waits until it accepts connections. */
export async function startPostmaster(
  account: Account,
  dir: string,
  settings: Record<string, string>,
): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const output = join(dir, 'postgres.log');
    const from = shortened(output);
    const child = spawnDetached(account, output, [
      ...['-D', join(account.place, 'cluster'), '-p', String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const started = await untilReady(join(account.place, 'cluster'), child);
    if (started) return started;

    const said = readFileSync(output, 'utf8').slice(from);
    // The port went to somebody else, or a killed server's last children still hold its memory.
    const passing = /Address already in use|pre-existing shared memory|still in use/.test(said);
    if (!passing || attempt >= 20) throw new SetupError(explain(said, dir));
    await pause(150);
  }
}

type Child = { ended: boolean };

function spawnDetached(account: Account, output: string, args: string[]): Child {
  const [program, ...words] = [...account.prefix, account.binaries.postgres, ...args];
  const log = openSync(output, 'a', 0o600);
  const state: Child = { ended: false };
  try {
    const child = spawn(program!, words, {
      detached: true,
      stdio: ['ignore', log, log],
      cwd: '/',
      env: environment(),
      ...account.ids,
    });
    child.once('exit', () => (state.ended = true));
    child.once('error', (error) => {
      writeFileSync(output, `${error.message}\n`, { flag: 'a' });
      state.ended = true;
    });
    child.unref();
  } finally {
    closeSync(log);
  }
  return state;
}

/** Waits for the word `ready`; crash recovery of a large database may take minutes. */
async function untilReady(cluster: string, child: Child): Promise<Postmaster | undefined> {
  const deadline = Date.now() + 10 * 60_000;
  while (Date.now() < deadline) {
    const found = readPidFile(cluster);
    if (found?.status === 'ready' && runsOn(found.pid, cluster)) return found;
    if (child.ended) return undefined;
    await pause(15);
  }
  throw new SetupError(`PostgreSQL has not become ready within ten minutes; see its log.`);
}

/** Waits for a server that another process starts or stops at this moment. */
export async function settled(cluster: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + 10 * 60_000;
  let found = findPostmaster(cluster);
  while (found && found.status !== 'ready' && Date.now() < deadline) {
    await pause(25);
    found = findPostmaster(cluster);
  }
  return found;
}

/** Ends every session, writes everything out, and returns when the server has gone. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const found = findPostmaster(cluster);
  if (!found) return;
  signal(found.pid, 'SIGINT');
  const patience = Date.now() + 60_000;
  // A zombie still answers a signal, hence the file and not the process.
  while (existsSync(join(cluster, 'postmaster.pid')) && findPostmaster(cluster)) {
    if (Date.now() > patience) signal(found.pid, 'SIGQUIT');
    await pause(20);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Keeps the log from growing for ever; answers where the next lines begin. */
function shortened(path: string): number {
  if (!existsSync(path)) return 0;
  if (statSync(path).size > LARGEST_LOG) rmSync(path);
  return existsSync(path) ? statSync(path).size : 0;
}

/** PostgreSQL's own words, or a sentence where we know the way out. */
export function explain(said: string, dir: string): string {
  if (/No space left on device|Disk quota exceeded|Check free disk space|ENOSPC/.test(said)) {
    return `The disk that holds ${dir} is full, so PostgreSQL cannot start. Free some space (a few hundred megabytes) and start again; nothing is lost.`;
  }
  if (/Permission denied|wrong ownership/.test(said)) {
    return `PostgreSQL may not use ${dir}: it belongs to another user. Start as that user, or hand the folder over with chown.`;
  }
  if (/incompatible with server/.test(said)) {
    return `The data in ${dir} was written by another major version of PostgreSQL. Move it over with a dump, or start on a fresh DATA_DIR.`;
  }
  const tail = said.trim().split('\n').slice(-6).join('\n');
  return `PostgreSQL did not start. Its last words (${join(dir, 'postgres.log')}):\n${tail}`;
}
