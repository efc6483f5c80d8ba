import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { buildForum } from '../../server/build.mjs';

/** A place of the build and what stands there instead. */
export type Change = readonly [RegExp, string];

/**
 * A copy of the present build with a protection taken out of it: what a test of that protection must
 * notice. Each change must fit in one place.
 */
export async function weakenedBuild(changes: readonly Change[]) {
  const { dir } = await buildForum();
  const copy = join(dirname(dir), `.weakened-${basename(dir)}-${process.pid}`);
  cpSync(dir, copy, { recursive: true });
  for (const [strict, loose] of changes) {
    const changed = filesIn(join(copy, 'forum')).filter((path) => {
      if (!path.endsWith('.js')) return false;
      const code = readFileSync(path, 'utf8');
      if (!strict.test(code)) return false;
      writeFileSync(path, code.replace(strict, loose));
      return true;
    });
    if (changed.length !== 1) throw new Error(`${strict} fits in ${changed.length} files`);
  }
  return { dir: copy, discard: () => rmSync(copy, { recursive: true, force: true }) };
}

/** All files in a folder and the folders in it. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
