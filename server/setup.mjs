/**
 * What a checkout needs before the forum can run: packages and generated code. Each step looks
 * first, works only if something changed, and is safe beside another run doing the same. Plain
 * Node, because it runs before any package is there.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exclusively } from './platform/lock.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [20, 19];

/** A fault with its way out, to be shown without a stack. */
export class SetupFault extends Error {
  name = 'SetupError';
}

/** Stops with a sentence on a Node that is too old. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupFault(
    `The forum needs Node ${OLDEST_NODE.join('.')} or newer and this is ${process.versions.node}. ` +
      `Install a newer one (https://nodejs.org) and start again.`,
  );
}

/** Installs the packages of the lock file unless they are there. Answers whether it had to. */
export async function installPackages() {
  if (packagesMatch()) return false;
  return locked(async () => {
    if (packagesMatch()) return false;
    rmSync(recordOfPackages(), { force: true });
    const [program, ...args] = npm('ci', '--include=dev', '--no-audit', '--no-fund');
    const { code, said } = await run(program, args);
    if (code !== 0) throw new SetupFault(explainInstall(said));
    writeFileSync(recordOfPackages(), hashOfLock());
    return true;
  });
}

const recordOfPackages = () => join(ROOT, 'node_modules', '.forum-lock');
const hashOfLock = () => hashOf([join(ROOT, 'package-lock.json')]);

function packagesMatch() {
  if (read(recordOfPackages()) === hashOfLock()) return true;
  if (!installedAsLocked()) return false;
  try {
    writeFileSync(recordOfPackages(), hashOfLock());
  } catch {
    // Somebody else's node_modules: it is compared again next time.
  }
  return true;
}

/** npm lists what it installed, as its last act; a run cut short leaves no list. */
function installedAsLocked() {
  const installed = read(join(ROOT, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const present = JSON.parse(installed).packages;
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === '' || optional || devOptional || peer || present[path]?.version === version,
  );
}

function npm(...args) {
  const script = process.env['npm_execpath'];
  if (script?.endsWith('.js')) return [process.execPath, script, ...args];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', ...args];
}

function explainInstall(said) {
  if (/ENOSPC/.test(said)) {
    return `The disk is full: the packages need about 1 GB in ${ROOT}/node_modules. Free some space and start again.`;
  }
  if (/EACCES|EPERM/.test(said)) {
    return `The packages cannot be written to ${ROOT}/node_modules, which belongs to another user. Start as that user, or hand the folder over with chown.`;
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET/.test(said)) {
    return `The package registry cannot be reached. Check the network (or npm's proxy and registry settings) and start again.\n${tail(said)}`;
  }
  if (/in sync/.test(said)) {
    return `package.json and package-lock.json disagree. Run \`npm install\` once and start again.`;
  }
  return `The packages could not be installed:\n${tail(said)}`;
}

/** Generates the Prisma client unless it is that of the present schema. */
export async function generatePrisma() {
  const output = join(ROOT, 'server/platform/database/generated');
  const record = join(output, '.schema-hash');
  const wanted = hashOf([
    ...filesUnder('prisma/schema'),
    join(ROOT, 'node_modules/prisma/package.json'),
  ]);
  const done = () => read(record) === wanted && existsSync(join(output, 'client.ts'));
  if (done()) return false;
  return locked(async () => {
    if (done()) return false;
    const cli = join(ROOT, 'node_modules/prisma/build/index.js');
    const { code, said } = await run(process.execPath, [cli, 'generate'], {
      // Generating needs no engine; without this the command tries to download one.
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    });
    if (code !== 0) {
      throw new SetupFault(`The database client could not be generated:\n${tail(said)}`);
    }
    writeFileSync(record, wanted);
    return true;
  });
}

/** Runs a step alone among all runs on this checkout. */
export function locked(work) {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  return exclusively(join(ROOT, 'dist', '.lock'), work, {
    timeoutMs: 15 * 60_000,
    onWait: (pid) => console.log(`  waiting for another run on this checkout (process ${pid})`),
  });
}

const running = new Set();
let interruption;

/** A program's exit code and words. An interruption is passed on, and ends this process after it. */
export function run(program, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    follow(child);
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    child.once('error', (error) => done({ code: 1, said: `${said}\n${error.message}` }));
    child.once('close', (code) => done({ code: code ?? 1, said }));
  });
}

function follow(child) {
  if (running.size === 0) for (const name of ['SIGINT', 'SIGTERM']) process.on(name, interrupt);
  running.add(child);
  const ended = () => {
    running.delete(child);
    if (running.size > 0) return;
    for (const name of ['SIGINT', 'SIGTERM']) process.off(name, interrupt);
    if (interruption) process.exit(130);
  };
  child.once('error', ended);
  child.once('close', ended);
}

function interrupt(signal) {
  interruption = signal;
  for (const child of running) child.kill('SIGINT');
}

/** The last lines of a program's words. */
export const tail = (said) => said.trim().split('\n').slice(-20).join('\n');

/** Every file of a folder of the checkout, in a stable order. */
export function filesUnder(folder, keep = () => true) {
  const start = join(ROOT, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => keep(relative(ROOT, path)))
    .sort();
}

/** One hash over names and contents. */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash.update(relative(ROOT, path)).update('\0').update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

// `node server/setup.mjs && …`: for commands that run the sources as they are.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    checkNode();
    await installPackages();
    await generatePrisma();
  } catch (error) {
    console.error(`\n${error instanceof SetupFault ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
