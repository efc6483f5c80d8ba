/**
 * `npm start` and `npm run dev`: brings a checkout to the point where the forum can run, and runs
 * it. Every step says what it does and how long it took; a fault ends in a sentence with the way
 * out. The forum itself (database, migrations, demo data, addresses) is server/main.ts.
 */
import { spawn } from 'node:child_process';
import { existsSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, generatePrisma, installPackages, ROOT, SetupFault } from './setup.mjs';

const LEAST_FREE_MB = 300;
const development = process.argv.includes('--dev');

try {
  checkNode();
  process.chdir(ROOT);
  if (existsSync('.env')) process.loadEnvFile('.env');
  checkDisk();
  await checkPort();
  await step('packages', installPackages, 'installed', 'installing, a minute or more');
  await step('database client', generatePrisma, 'generated');
  if (development) await develop();
  else await serve();
} catch (error) {
  const foreseen = ['SetupError', 'ConfigError'].includes(error.name);
  console.error(`\n${foreseen ? error.message : (error.stack ?? error)}\n`);
  process.exit(1);
}

async function step(name, work, done, warning) {
  const began = Date.now();
  const note = warning && setTimeout(() => console.log(`  ${name}: ${warning} …`), 1500);
  const worked = await work().finally(() => clearTimeout(note));
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`  ${name.padEnd(16)} ${(worked ? done : 'up to date').padEnd(12)} ${seconds} s`);
}

function checkDisk() {
  const dataDir = resolve(process.env.DATA_DIR || '.data');
  for (const place of [ROOT, existsSync(dataDir) ? dataDir : ROOT]) {
    const { bavail, bsize } = statfsSync(place);
    const free = Math.floor((bavail * bsize) / 1024 ** 2);
    if (free < LEAST_FREE_MB) {
      throw new SetupFault(
        `The disk that holds ${place} is full (${free} MB left). Free at least ${LEAST_FREE_MB} MB, or ` +
          `set DATA_DIR to a folder on another disk, and start again. Nothing is lost.`,
      );
    }
  }
}

async function checkPort() {
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || '127.0.0.1';
  const fault = await tryListening(port, host);
  if (fault === 'EADDRINUSE') {
    const who = (await isForum(port, host)) ? 'a forum that is already running' : 'another program';
    throw new SetupFault(
      `Port ${port} is used by ${who}. Stop it, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  if (fault === 'EACCES') {
    throw new SetupFault(
      `This user may not open port ${port}. Choose one above 1023: PORT=3000 npm start`,
    );
  }
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(fault)) {
    throw new SetupFault(`This machine has no address ${host}. Correct HOST, or leave it unset.`);
  }
}

function tryListening(port, host) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => done(error.code));
    probe.listen({ port, host }, () => probe.close(() => done(undefined)));
  });
}

async function isForum(port, host) {
  try {
    const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
    const answer = await fetch(
      `http://${name.includes(':') ? `[${name}]` : name}:${port}/healthz`,
      {
        signal: AbortSignal.timeout(1000),
      },
    );
    return answer.ok;
  } catch {
    return false;
  }
}

/** The built forum, in this very process: signals reach it without a go-between. */
async function serve() {
  const { buildForum } = await import('./build.mjs');
  let build;
  await step('build', async () => (build = await buildForum()).made, 'built', 'building');
  process.env.NODE_ENV ??= 'production';
  process.env.FORUM_BUILD = build.dir;
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(build.dir, 'forum/main.js')).href);
}

/** The sources as they are: server/ restarts on a change, app/ is replaced in the open page. */
async function develop() {
  const child = spawn(
    process.execPath,
    ['--watch-path=server', '--watch-preserve-output', '--import', 'tsx', 'server/main.ts'],
    { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'development', FORUM_DEV: 'true' } },
  );
  // In a terminal Ctrl-C reaches the child by itself; a signal to this process alone is passed on.
  process.on('SIGINT', () => {});
  for (const name of ['SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  const code = await new Promise((done) => child.once('exit', (status) => done(status ?? 0)));
  process.exit(code);
}
