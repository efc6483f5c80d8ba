/**
 * Builds the forum into `dist/<key>/`: `client/` and `server/` are Remix's, `forum/main.js` is the
 * process. The key is a hash of the sources, so a build is made once, a running forum keeps its own,
 * and runs side by side cannot disturb each other.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import {
  filesUnder,
  generatePrisma,
  hashOf,
  locked,
  ROOT,
  run,
  SetupFault,
  tail,
} from './setup.mjs';

const BUILDS = join(ROOT, 'dist');
const KEPT_BUILDS = 4;
const COMPRESSED = /\.(js|css|svg|json|webmanifest|txt|xml)$/;
const SMALLEST_COMPRESSED = 512;

/** The folder of the build of the present sources, made if missing. */
export async function buildForum() {
  const dir = join(BUILDS, keyOfSources());
  if (isComplete(dir)) return { dir, made: false };
  // Before the lock, which it takes itself.
  await generatePrisma();
  return locked(async () => {
    if (isComplete(dir)) return { dir, made: false };
    const draft = join(BUILDS, `.making-${process.pid}`);
    removeDrafts();
    mkdirSync(draft, { recursive: true });
    const bundle = await bundleServer(draft);
    // Remix empties the folder it builds into, so what is bundled is written after it.
    await buildScreens(draft);
    for (const { path, contents } of bundle) writeTo(path, contents);
    await precompress(join(draft, 'client'));
    rmSync(dir, { recursive: true, force: true });
    renameSync(draft, dir);
    removeOldBuilds(dir);
    return { dir, made: true };
  });
}

/** Whether the present sources have been built; looks at files only. */
export function isBuilt() {
  return isComplete(join(BUILDS, keyOfSources()));
}

function isComplete(dir) {
  if (!existsSync(join(dir, 'forum/main.js'))) return false;
  try {
    utimesSync(dir, new Date(), new Date());
  } catch {
    // Another user's build: good to use, only not to mark as used.
  }
  return true;
}

function keyOfSources() {
  const counts = (path) => !/\.test\.tsx?$|\/database\/generated\/|\.d\.mts$/.test(path);
  return hashOf([
    ...['app', 'server', 'emails', 'prisma', 'public'].flatMap((folder) =>
      filesUnder(folder, counts),
    ),
    ...['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'remix.config.js']
      .map((file) => join(ROOT, file))
      .filter((file) => existsSync(file)),
  ]);
}

async function buildScreens(draft) {
  const cli = join(ROOT, 'node_modules/@remix-run/dev/dist/cli.js');
  const { code, said } = await run(process.execPath, [cli, 'vite:build', '--logLevel', 'warn'], {
    NODE_ENV: 'production',
    FORUM_BUILD: draft,
  });
  if (code === 0 && existsSync(join(draft, 'server/index.js'))) return;
  if (/ENOSPC/.test(said)) {
    throw new SetupFault(
      `The disk is full, so the screens cannot be built. Free some space and start again.`,
    );
  }
  throw new SetupFault(`The screens could not be built:\n${faultIn(said)}`);
}

/** The sentence that says why, which the bundler puts before a long trace. */
function faultIn(said) {
  const at = said.indexOf('Build failed');
  return at < 0 ? tail(said) : said.slice(at).split('\n').slice(0, 8).join('\n');
}

async function bundleServer(draft) {
  const { build } = await import('esbuild');
  try {
    const { outputFiles } = await build({
      absWorkingDir: ROOT,
      entryPoints: {
        main: 'server/main.ts',
        workbench: 'server/platform/files/workbench/main.ts',
        press: 'server/platform/documents/press.ts',
      },
      outdir: join(draft, 'forum'),
      bundle: true,
      splitting: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      jsx: 'automatic',
      sourcemap: true,
      logLevel: 'silent',
      write: false,
    });
    return outputFiles;
  } catch (error) {
    throw new SetupFault(`The server could not be bundled:\n${error.message}`);
  }
}

function writeTo(path, contents) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
}

/** Writes .gz and .br beside each file worth it, so that serving costs no compression. */
async function precompress(client) {
  const brotli = (bytes) =>
    promisify(brotliCompress)(bytes, {
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    });
  const gzipped = (bytes) => promisify(gzip)(bytes, { level: 9 });
  const files = readdirSync(client, { recursive: true })
    .map((name) => join(client, name))
    .filter((path) => COMPRESSED.test(path) && statSync(path).size >= SMALLEST_COMPRESSED);
  await Promise.all(
    files.map(async (path) => {
      const bytes = readFileSync(path);
      await writeFile(`${path}.br`, await brotli(bytes));
      await writeFile(`${path}.gz`, await gzipped(bytes));
    }),
  );
}

function removeDrafts() {
  for (const name of readdirSync(BUILDS).filter((each) => each.startsWith('.making-'))) {
    rmSync(join(BUILDS, name), { recursive: true, force: true });
  }
}

/** Keeps those used last: a forum may still be serving from one of them. */
function removeOldBuilds(current) {
  const builds = readdirSync(BUILDS)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => join(BUILDS, name))
    .filter((path) => path !== current)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const path of builds.slice(KEPT_BUILDS - 1)) rmSync(path, { recursive: true, force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const began = Date.now();
  try {
    const { dir, made } = await buildForum();
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    console.log(made ? `Built ${dir} in ${seconds} s.` : `${dir} is up to date.`);
  } catch (error) {
    console.error(error.name === 'SetupError' ? error.message : error);
    process.exitCode = 1;
  }
}
