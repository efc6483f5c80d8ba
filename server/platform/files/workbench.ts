import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { invalid } from '#server/platform/errors.ts';
import type { Facts, Task, Verdict } from './workbench/task.ts';

export type Workbench = {
  /**
   * Works on a file in a process of its own.
   * @param source the file's bytes
   * @param take what becomes of the bytes that come out; must read them all
   * @throws AppError where the file is refused; anything else is a fault of ours
   */
  perform: <Taken>(
    task: Task,
    source: () => Promise<Readable>,
    take: (out: Readable) => Promise<Taken>,
  ) => Promise<{ facts: Facts; taken: Taken }>;
};

export type WorkbenchLimits = {
  /** How many files are worked on at once. */
  places: number;
  /** Of processor time. */
  computingMs: number;
  /** On the wall. */
  withinMs: number;
  memoryBytes: number;
};

const LIMITS: WorkbenchLimits = {
  places: 2,
  computingMs: 10_000,
  withinMs: 60_000,
  memoryBytes: 512 * 1024 * 1024,
};
const LOOK_EVERY_MS = 50;
const HEAP_MIB = 384;
const PAGE_BYTES = 4096;
const TICK_MS = 10;

/** Opens strangers' files, each in a process that knows nothing, may take little, and ends with it. */
export function createWorkbench(limits: Partial<WorkbenchLimits> = {}): Workbench {
  const all = { ...LIMITS, ...limits };
  const limit = pLimit(all.places);

  async function work<Taken>(
    task: Task,
    source: () => Promise<Readable>,
    take: (out: Readable) => Promise<Taken>,
  ) {
    const child = start(await programPath(), task);
    const [stdin, stdout, stderr, said] = [
      child.stdin!,
      child.stdout!,
      child.stderr!,
      text(child.stdio[3] as Readable),
    ];
    stderr.resume();
    const guard = watch(child, all);
    const ended = new Promise<number | NodeJS.Signals>((done, failed) => {
      child.once('error', failed);
      child.once('close', (code, signal) => done(signal ?? code ?? 1));
    });
    try {
      const [, taken, end, words] = await Promise.all([
        // A file that was refused early is not read to its end.
        source()
          .then((bytes) => pipeline(bytes, stdin))
          .catch(unlessBroken),
        take(stdout),
        ended,
        said,
      ]);
      return { facts: verdictOf<Facts>(words, end, guard.exceeded()), taken };
    } finally {
      guard.stop();
      child.kill('SIGKILL');
    }
  }

  return { perform: (task, source, take) => limit(() => work(task, source, take)) };
}

const SOURCE = fileURLToPath(new URL('./workbench/main.ts', import.meta.url));
let program: Promise<string> | undefined;

/** The built forum has the program beside it; from the sources it is bundled once a process. */
function programPath(): Promise<string> {
  const built = !import.meta.url.endsWith('.ts');
  program ??= built
    ? Promise.resolve(fileURLToPath(new URL('./workbench.js', import.meta.url)))
    : bundleFromSources();
  return program;
}

/** Beside the packages, which it finds from there. */
async function bundleFromSources(): Promise<string> {
  const { build } = await import('esbuild');
  await mkdir('node_modules/.cache', { recursive: true });
  const folder = await mkdtemp(resolve('node_modules/.cache/workbench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await build({
    entryPoints: [SOURCE],
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  return join(folder, 'main.js');
}

function start(script: string, task: Task): ChildProcess {
  const flags = [`--max-old-space-size=${HEAP_MIB}`, '--no-deprecation'];
  return spawn(process.execPath, [...flags, script, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env: { NODE_ENV: 'production' },
  });
}

/**
 * Ends the process at its limits. Where the system says what it has used (Linux), its memory and its
 * own computing time count, so that a busy machine refuses nothing; the time on the wall is only the
 * last resort.
 */
function watch(child: ChildProcess, { computingMs, withinMs, memoryBytes }: WorkbenchLimits) {
  let exceeded = false;
  const end = () => {
    exceeded = true;
    child.kill('SIGKILL');
  };
  const late = setTimeout(end, withinMs);
  const looking = setInterval(async () => {
    const used = await usageOf(child.pid);
    if (used.computingMs > computingMs || used.memoryBytes > memoryBytes) end();
  }, LOOK_EVERY_MS);
  return {
    exceeded: () => exceeded,
    stop() {
      clearTimeout(late);
      clearInterval(looking);
    },
  };
}

/** What a process has used so far, as /proc tells it; nothing where there is no /proc. */
async function usageOf(pid: number | undefined) {
  const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  const [memory, stat] = await Promise.all([read('statm'), read('stat')]);
  // After the name in brackets, which may hold anything, fields 14 and 15 are user and system time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    memoryBytes: Number(memory.split(' ')[1] ?? 0) * PAGE_BYTES,
    computingMs: (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK_MS,
  };
}

function verdictOf<Result>(words: string, end: number | NodeJS.Signals, exceeded: boolean): Result {
  if (exceeded || end === 'SIGABRT') throw invalid('FILE_TOO_COMPLEX');
  // The decoder itself broke over it.
  if (typeof end === 'string') throw invalid('FILE_UNREADABLE');
  if (!words) throw new Error(`the workbench could not work and ended with ${end}`);
  const verdict = JSON.parse(words) as Verdict<Result>;
  if ('refused' in verdict) throw invalid(verdict.refused);
  return verdict.done;
}

function unlessBroken(error: NodeJS.ErrnoException): void {
  if (!['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes(error.code ?? ''))
    throw error;
}
