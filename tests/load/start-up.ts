import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#tests/fixtures/served-forum.ts';
import { report } from './figures.ts';

/** `npm start` from its first line to its first answer: on an empty folder, and on what that left. */
export async function measureStartUp() {
  const dataDir = mkdtempSync(join(tmpdir(), 'forum-start-'));
  try {
    const first = await secondsToReady(dataDir);
    const second = await secondsToReady(dataDir);
    report(
      { name: 'first start after installing and building', value: first, unit: 's' },
      { on: 'value', most: 30 },
    );
    report({ name: 'start on existing data', value: second, unit: 's' }, { on: 'value', most: 5 });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function secondsToReady(dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, ['server/start.mjs'], {
    stdio: 'ignore',
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), FORUM_MODE: 'demo' },
  });
  const ended = once(child, 'exit');
  const gone = () => child.exitCode !== null;
  while (!(await answers(port))) {
    if (gone() || performance.now() - began > 120_000) throw new Error('The forum did not start.');
    await pause(25);
  }
  const seconds = (performance.now() - began) / 1000;
  child.kill('SIGTERM');
  await ended;
  return seconds;
}

async function answers(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
  return answer?.ok ?? false;
}
