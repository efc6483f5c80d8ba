import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from './embedded.ts';

let dir: string;
const running: Embedded[] = [];

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'forum-embedded-'));
});

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
});

afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const embedded = await startEmbedded({ dir, settings: { fsync: 'off' } });
  running.push(embedded);
  return embedded;
}

async function ask(url: string, question: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 5 });
  try {
    const [row] = await sql.unsafe(question);
    return row ? Object.values(row)[0] : undefined;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const postmasterPid = () =>
  Number(readFileSync(join(dir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A Node process of its own that starts the same folder, says so, and then waits. */
async function otherProcess(): Promise<ChildProcess> {
  const script = `
    import { startEmbedded } from '#server/platform/database/embedded.ts';
    const embedded = await startEmbedded({ dir: ${JSON.stringify(dir)} });
    process.once('SIGTERM', () => embedded.stop().then(() => process.exit(0)));
    setInterval(() => {}, 1000);
    process.stdout.write('up');`;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child.stdout, 'data');
  return child;
}

test('gives an owner and a bound role, and nobody in without a password', async () => {
  const { ownerUrl, appUrl } = await start();
  expect(await ask(ownerUrl, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toBe(
    true,
  );
  expect(
    await ask(appUrl, 'SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user'),
  ).toBe(false);
  const stranger = new URL(appUrl);
  stranger.password = 'guess';
  await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  const addresses = await ask(ownerUrl, `SELECT current_setting('listen_addresses')`);
  expect(addresses).toBe('127.0.0.1');
});

test('keeps data and passwords over a stop, and leaves nothing running', async () => {
  const first = await start();
  await ask(first.ownerUrl, 'CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS seven');
  await running.pop()?.stop();
  expect(existsSync(join(dir, 'cluster', 'postmaster.pid'))).toBe(false);

  const second = await start();
  expect(second.reused).toBe(false);
  expect(new URL(second.appUrl).password).toBe(new URL(first.appUrl).password);
  expect(await ask(second.ownerUrl, 'SELECT seven FROM kept')).toBe(7);
});

test('takes over the server that a killed process left running', async () => {
  const child = await otherProcess();
  const pid = postmasterPid();
  child.kill('SIGKILL');
  await once(child, 'exit');

  const embedded = await start();
  expect(embedded.reused).toBe(true);
  expect(postmasterPid()).toBe(pid);
  await running.pop()?.stop();
  expect(existsSync(join(dir, 'cluster', 'postmaster.pid'))).toBe(false);
  expect(readdirSync(join(dir, 'holders'))).toEqual([]);
});

test('two processes share one server; the last to leave stops it', async () => {
  const child = await otherProcess();
  const embedded = await start();
  expect(embedded.reused).toBe(true);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(await ask(embedded.appUrl, 'SELECT 1')).toBe(1);
  await running.pop()?.stop();
  expect(existsSync(join(dir, 'cluster', 'postmaster.pid'))).toBe(false);
});

test('recovers by itself after PostgreSQL was killed', async () => {
  const first = await start();
  await ask(first.ownerUrl, 'CREATE TABLE survivor AS SELECT 1');
  process.kill(postmasterPid(), 'SIGKILL');

  const second = await start();
  expect(second.reused).toBe(false);
  expect(await ask(second.ownerUrl, 'SELECT count(*)::int FROM survivor')).toBe(1);
});

test('a pid file whose number now belongs to another program is no obstacle', async () => {
  await start();
  const file = join(dir, 'cluster', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  await running.pop()?.stop();
  writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'), { mode: 0o600 });
  expect((await start()).reused).toBe(false);
});

test('without its passwords a cluster is refused with a sentence', async () => {
  const file = join(dir, 'passwords.json');
  const kept = readFileSync(file, 'utf8');
  rmSync(file);
  await expect(start()).rejects.toThrow(/passwords\.json is missing.*fresh DATA_DIR/s);
  writeFileSync(file, kept);
});

test('data of another major version is refused with a sentence', async () => {
  const file = join(dir, 'cluster', 'PG_VERSION');
  const kept = readFileSync(file, 'utf8');
  writeFileSync(file, '15\n');
  await expect(start()).rejects.toThrow(/written by PostgreSQL 15.*brings 18/s);
  writeFileSync(file, kept);
});

test.runIf(process.getuid?.() === 0)(
  'as root without user namespaces it runs as a system user, outside private folders',
  async () => {
    const outside = mkdtempSync(join(tmpdir(), 'forum-outside-'));
    const machine = { root: true, unshare: false, user: 'nobody', outside };
    const home = mkdtempSync(join(tmpdir(), 'forum-private-'));
    const first = await startEmbedded({ dir: home, machine });
    expect(await ask(first.appUrl, 'SELECT current_user::text')).toBe('forum_app');
    await first.stop();
    expect(existsSync(join(home, 'cluster'))).toBe(false);

    // Where namespaces work again later, the same data are still the ones in use.
    const second = await startEmbedded({ dir: home, machine: { ...machine, unshare: true } });
    expect(await ask(second.appUrl, 'SELECT current_user::text')).toBe('forum_app');
    await second.stop();
    for (const each of [outside, home]) rmSync(each, { recursive: true });
  },
);
