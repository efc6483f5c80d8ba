import { Console } from 'node:console';
import { writeSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import type { Picture } from './image.ts';
import { RefusedError, type Facts, type Task, type Verdict } from './task.ts';

/**
 * The process in which one file of a stranger's is opened, and which ends with it: bytes on standard
 * input, the verdict on descriptor 3, a picture on standard output. It has no environment, no
 * database and no keys; the process that started it sets the limits and ends it beyond them.
 */
async function main(): Promise<void> {
  // Standard output is the picture's: what a library has to say goes elsewhere.
  globalThis.console = new Console(process.stderr);
  const task = JSON.parse(process.argv[2]!) as Task;
  const work = await workFor(task);
  const bytes = await buffer(process.stdin);
  const verdict: Verdict<unknown> = await Promise.resolve(bytes)
    .then(work)
    .then(
      (done) => ({ done }),
      (error) => ({ refused: error instanceof RefusedError ? error.code : 'FILE_UNREADABLE' }),
    );
  writeSync(3, JSON.stringify(verdict));
  process.exit(0);
}

/** The work of a task. What a library trips over then is the file's doing, not ours. */
async function workFor({ act, kind, ...more }: Task): Promise<(bytes: Buffer) => unknown> {
  const { page = 1, box = 1 } = more as { page?: number; box?: number };
  if (kind === 'text') return () => ({ width: null, height: null, pages: null }) satisfies Facts;
  if (kind === 'pdf') {
    const { examinePdf, drawPage } = await import('./pdf.ts');
    return act === 'examine'
      ? examinePdf
      : async (bytes) => emit(await drawPage(bytes, { page, box }));
  }
  if (kind === 'dicom') {
    if (act === 'examine') return (await import('./dicom.ts')).examineDicom;
    const { drawFrame } = await import('./dicom-picture.ts');
    return async (bytes) => emit(await drawFrame(bytes, { page, box }));
  }
  const { renew, shrink } = await import('./image.ts');
  return async (bytes) => emit(await (act === 'examine' ? renew(bytes, kind) : shrink(bytes, box)));
}

/** Hands the picture out and answers what is known of it. */
async function emit({ bytes, facts }: Picture): Promise<Facts> {
  await new Promise<void>((done, failed) =>
    process.stdout.write(bytes, (error) => (error ? failed(error) : done())),
  );
  return facts;
}

await main();
