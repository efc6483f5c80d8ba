import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exclusively, isAlive, processIdentity } from './lock.mjs';

let dir: string;
let file: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'forum-lock-'));
  file = join(dir, 'lock');
});

afterEach(() => rmSync(dir, { recursive: true }));

test('one at a time, and the lock is gone afterwards', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await pause(5);
    inside--;
  };
  await Promise.all(Array.from({ length: 8 }, () => exclusively(file, work)));
  expect(most).toBe(1);
  expect(existsSync(file)).toBe(false);
});

test('work that throws lets go', async () => {
  await expect(
    exclusively(file, () => {
      throw new Error('no luck');
    }),
  ).rejects.toThrow('no luck');
  expect(await exclusively(file, () => 'mine')).toBe('mine');
});

test('the lock of a killed process is taken over', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const dead = processIdentity(child.pid);
  expect(isAlive(dead)).toBe(true);
  writeFileSync(file, JSON.stringify({ ...dead, token: 'theirs' }));
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await exclusively(file, () => 'mine', { timeoutMs: 1000 })).toBe('mine');
});

test('a number that another process carries by now is a dead holder', async () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, born: 'long ago', token: 'theirs' }));
  expect(isAlive({ pid: process.pid, born: 'long ago' })).toBe(false);
  expect(await exclusively(file, () => 'mine', { timeoutMs: 1000 })).toBe('mine');
});

test('a lock file that nobody can read is no obstacle', async () => {
  writeFileSync(file, '{"pid": 12');
  expect(await exclusively(file, () => 'mine', { timeoutMs: 1000 })).toBe('mine');
});

test('a living holder is named when patience ends, and keeps its lock', async () => {
  writeFileSync(file, JSON.stringify({ ...processIdentity(), token: 'theirs' }));
  const told: number[] = [];
  const waiting = exclusively(file, () => 'mine', {
    timeoutMs: 120,
    onWait: (pid) => told.push(pid),
  });
  await expect(waiting).rejects.toThrow(new RegExp(`process ${process.pid}`));
  expect(told).toEqual([process.pid]);
  expect(readFileSync(file, 'utf8')).toContain('theirs');
});
