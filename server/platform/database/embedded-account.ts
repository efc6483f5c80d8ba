import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '#server/platform/setup-error.ts';
import { binariesIn, type Binaries } from './embedded-binaries.ts';

/** How PostgreSQL's programs are run, because they refuse to run as root. */
export type Account = {
  /** Words put in front of the program. */
  prefix: string[];
  /** Another system user to run as. */
  ids?: { uid: number; gid: number };
  binaries: Binaries;
  /** The folder in which the cluster lies or will lie. */
  place: string;
};

/** The environment that PostgreSQL's programs see: nothing of the forum's own settings. */
export function environment(): NodeJS.ProcessEnv {
  const { PATH, NODE_ENV } = process.env;
  return { PATH, NODE_ENV, LC_ALL: 'C.UTF-8', TZ: 'UTC', PGTZ: 'UTC' };
}

/** What the machine offers; tests take some of it away. */
export type Machine = {
  root: boolean;
  unshare: boolean;
  /** The system user that stands in for root where namespaces are refused; made if missing. */
  user: string;
  /** A folder that everybody may enter, for what that user cannot reach elsewhere. */
  outside: string;
};

export function thisMachine(): Machine {
  return {
    root: process.getuid?.() === 0,
    unshare: process.platform === 'linux',
    user: 'mej-forum',
    outside: '/var/lib/mej-forum',
  };
}

/**
 * Chooses the account for a data folder. Not root: directly. As root: the user who owns an existing
 * cluster; else a user namespace in which root wears another number (files stay root's, so private
 * folders pose no problem); else a system user, with programs and data outside folders that it
 * cannot enter.
 */
export function chooseAccount(dir: string, binaries: Binaries, machine = thisMachine()): Account {
  if (!machine.root) return { prefix: [], binaries, place: dir };

  const outside = join(
    machine.outside,
    createHash('sha256').update(dir).digest('hex').slice(0, 12),
  );
  const settled = [dir, outside].find((place) => existsSync(join(place, 'cluster')));
  const owner = settled === undefined ? undefined : statSync(join(settled, 'cluster'));
  if (settled !== undefined && owner && owner.uid !== 0) {
    const ids = { uid: owner.uid, gid: owner.gid };
    return { prefix: [], ids, binaries: within(ids, binaries, machine), place: settled };
  }

  const number = ordinaryUserNumber();
  if (machine.unshare && number !== undefined) {
    const prefix = ['unshare', '--user', `--map-user=${number}`, `--map-group=${number}`];
    if (canWork(prefix, binaries, dir)) return { prefix, binaries, place: dir };
  }
  if (owner) {
    throw new SetupError(
      `The data folder ${dir} belongs to root, and this system refuses the user namespace that ` +
        `PostgreSQL needs to work on it. Give it to an ordinary user (\`chown -R USER ${dir}\`) or ` +
        `set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }

  const ids = systemUser(machine.user);
  const place = mayEnter(ids, dir) ? dir : openFolder(outside, machine);
  return { prefix: [], ids, binaries: within(ids, binaries, machine), place };
}

/** initdb looks its user up by number, so the number must be one that the system knows. */
function ordinaryUserNumber(): number | undefined {
  const known = passwd().filter((user) => user.uid !== 0);
  return (known.find((user) => user.name === 'nobody') ?? known[0])?.uid;
}

function passwd(): { name: string; uid: number; gid: number }[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length > 3)
      .map((fields) => ({ name: fields[0]!, uid: Number(fields[2]), gid: Number(fields[3]) }));
  } catch {
    return [];
  }
}

/** Tries out whether the programs run and the folder can be written behind such a prefix. */
function canWork(prefix: string[], binaries: Binaries, dir: string): boolean {
  const probe = ['sh', '-c', '"$1" --version >/dev/null && test -w "$2" && test -x "$2"', 'sh'];
  const [program, ...args] = [...prefix, ...probe, binaries.postgres, dir];
  return spawnSync(program!, args, { stdio: 'ignore', cwd: '/' }).status === 0;
}

function systemUser(name: string): { uid: number; gid: number } {
  const find = () => passwd().find((user) => user.name === name);
  if (!find()) {
    spawnSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', name],
      { stdio: 'ignore' },
    );
  }
  const user = find() ?? passwd().find((each) => each.name === 'nobody');
  if (user) return { uid: user.uid, gid: user.gid };
  throw new SetupError(
    `PostgreSQL refuses to run as root and this system has no other user. Create one ` +
      `(\`useradd --system ${name}\`) or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function mayEnter(ids: { uid: number; gid: number }, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...ids, cwd: '/' }).status === 0;
}

function openFolder(path: string, machine: Machine): string {
  mkdirSync(path, { recursive: true });
  for (const each of [machine.outside, path]) chmodSync(each, 0o755);
  return path;
}

/** The programs where this user can reach them: in place, or copied to an open folder. */
function within(ids: { uid: number; gid: number }, binaries: Binaries, machine: Machine): Binaries {
  if (mayEnter(ids, binaries.postgres)) return binaries;
  const stat = statSync(binaries.postgres);
  const name = `postgres-${stat.size}-${Math.round(stat.mtimeMs)}`;
  const copy = join(openFolder(machine.outside, machine), name);
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`;
    cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', draft]);
    renameSync(draft, copy);
  }
  return binariesIn(copy);
}
