/**
 * Locks between processes of one machine: a file that names its holder. A holder that died without
 * letting go is recognised (its process id is gone, or belongs to another process by now) and its
 * lock is taken over. Plain JavaScript without packages, because `npm start` needs it before any
 * package is installed.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Names a process so that a later one with the same number is not mistaken for it. */
export function processIdentity(pid = process.pid) {
  return { pid, born: birthOf(pid) };
}

/** Whether the process of this identity still runs. A zombie does not. */
export function isAlive({ pid, born }) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const now = birthOf(pid);
  return now !== '' && (born === now || born === undefined);
}

/** When a process began, in the words of the system; empty when there is no such process. */
function birthOf(pid) {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? '' : `${fields[19]}@${bootId()}`;
    } catch {
      return '';
    }
  }
  if (process.platform === 'win32') return 'unknown';
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function bootId() {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

/**
 * Runs `work` while holding the lock file. Waits for a living holder up to `timeoutMs` and then
 * fails with a sentence that names it; `onWait` is told once that there is one.
 */
export async function exclusively(file, work, { timeoutMs = 120_000, onWait } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + timeoutMs;
  let told = false;
  while (!take(file)) {
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      takeAway(file, holder);
      continue;
    }
    if (!told) onWait?.(holder.pid);
    told = true;
    if (Date.now() > deadline) {
      throw new Error(
        `Another run (process ${holder.pid}) has held ${file} for a long time. ` +
          `Wait for it, or stop that process and try again.`,
      );
    }
    await pause(50);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Creates the lock file with its content in one step, so that nobody ever reads half of it. */
function take(file) {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, JSON.stringify({ ...processIdentity(), token: draft }));
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    return { pid: 0, token: '' };
  }
}

/** Removes a dead holder's lock; puts back a living one's if that slipped in between. */
function takeAway(file, dead) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readHolder(aside)?.token !== dead.token) linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
