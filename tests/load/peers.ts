import { execFile, fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { inDatabase } from '#tests/fixtures/cluster.ts';

const FOLDER = resolve('tests/load/peers');
const REMIX = resolve('node_modules/@remix-run/dev');

export type Peer = { url: string; process: ChildProcess; stop(): Promise<void> };

/** Starts one of the programs in `peers/`; it tells its port when it listens. */
export async function startPeer(
  script: 'hello.mjs' | 'express.mjs' | 'sockets.mjs' | 'remix/serve.mjs',
  env: Record<string, string> = {},
): Promise<Peer> {
  const child = fork(join(FOLDER, script), {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    execArgv: [],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`${script} ended before it listened`);
  });
  const [{ port }] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }];
  ended.catch(() => undefined);
  return {
    url: `http://localhost:${port}`,
    process: child,
    async stop() {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    },
  };
}

/** Builds the minimal Remix page, unless its present sources have been built. */
export async function buildRemixPeer(): Promise<string> {
  const sources = join(FOLDER, 'remix');
  const dir = resolve('node_modules/.cache/load-remix', hashOf(sources));
  if (existsSync(join(dir, 'server/index.js'))) return dir;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  await promisify(execFile)(
    process.execPath,
    [join(REMIX, 'dist/cli.js'), 'vite:build', '--config', join(sources, 'vite.config.mjs')],
    { cwd: sources, env: { ...process.env, NODE_ENV: 'production', PEER_BUILD: dir } },
  );
  return dir;
}

function hashOf(folder: string): string {
  const hash = createHash('sha256').update(readFileSync(join(REMIX, 'package.json')));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) hash.update(readFileSync(join(entry.parentPath, entry.name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** A database for the peers on the forum's own server: same disk, same settings, same commit. */
export async function peerDatabase(ownerUrl: string, bodies: readonly string[]): Promise<string> {
  const url = inDatabase(ownerUrl, 'peers');
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await owner.unsafe('DROP DATABASE IF EXISTS peers');
  await owner.unsafe('CREATE DATABASE peers');
  await owner.end();
  const sql = postgres(url, { max: 1 });
  await sql`CREATE TABLE post (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), seq serial UNIQUE,
    author text NOT NULL, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())`;
  await sql`CREATE TABLE message (id uuid PRIMARY KEY, thread uuid NOT NULL, author text NOT NULL,
    body text NOT NULL, at timestamptz NOT NULL DEFAULT now())`;
  await sql`INSERT INTO post ${sql(
    bodies.map((body) => ({ author: '青空 花子', body })),
    'author',
    'body',
  )}`;
  await sql`ANALYZE`;
  await sql.end();
  return url;
}
