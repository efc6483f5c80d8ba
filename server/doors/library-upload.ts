import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { FILES_AT_ONCE } from '#server/project-files/schemas.ts';
import { isAppError } from '#server/platform/errors.ts';
import { threadFiles, type Files } from '#server/platform/files/index.ts';
import type { Call, Kernel } from '#server/platform/kernel.ts';
import { storeAndFile } from './filing.ts';
import { actingBy, asksJson, eachFile } from './form-files.ts';

type Options = {
  kernel: Kernel;
  files: Files;
  callOf: (req: Request, res: Response) => Promise<Call>;
};

/** What became of one file: its place in the library, or why not. */
export type Brought = { name: string } & (
  | { fileId: string; number: number }
  /** `uploadId`: it is here and waits, because somebody brought a newer version meanwhile. */
  | { code: string; uploadId?: string }
);
type Fields = { label?: string; note?: string; sameName?: string };
/** A new version of a file, made from the version that its author knew. */
type Onto = { fileId: string; onNumber: number };
type Target = { projectId: string; onto: Onto | null; bytesLeft: number };

/**
 * Takes files into a project's library from a form, so that it works without scripts:
 * `POST /files/project?project=<id>`, and `&file=<id>&on=<number>` for the next version of one. Fields
 * come before the files. One file after the other is checked, stored and filed; one that is refused does
 * not stop the others. `&slug=` is the page that a form without scripts goes back to where none may come.
 */
export function createLibraryUpload({ kernel, files, callOf }: Options) {
  async function bring(
    source: Readable,
    name: string,
    declared: string,
    target: Target,
    fields: Fields,
    call: () => Promise<Call>,
  ): Promise<Brought> {
    const { projectId, onto, bytesLeft } = target;
    let uploadId: string | undefined;
    try {
      const { stored } = await storeAndFile(
        files,
        source,
        { name, declared, allowed: threadFiles, bytesLeft },
        // The session is read again: while the bytes came it may have ended.
        async (came) =>
          kernel.execute('files.finishForProject', { projectId, stored: came }, await call()),
      );
      uploadId = stored.id;
      const { note, label, sameName } = fields;
      const filed = onto
        ? await kernel.execute('projectFiles.addVersion', { ...onto, uploadId, note }, await call())
        : await kernel.execute(
            'projectFiles.add',
            { projectId, uploadId, note, label, sameName: sameName as 'version' },
            await call(),
          );
      return { name: stored.name, ...filed };
    } catch (error) {
      if (!isAppError(error)) throw error;
      const { code } = error;
      return uploadId && code === 'FILE_NEWER_VERSION' ? { name, code, uploadId } : { name, code };
    }
  }

  return async function take(req: Request, res: Response): Promise<void> {
    const projectId = String(req.query['project'] ?? '');
    const onto = ontoOf(req);
    const call = () => callOf(req, res);
    const begun = await kernel
      .execute('files.beginForProject', { projectId }, await call())
      .catch((error: unknown) => refusedPlace(req, onto, error));
    if ('place' in begun) return res.redirect(303, begun.place);
    const { bytesLeft, slug } = begun;
    const target = { projectId, onto, bytesLeft };
    const beyond = { name: '', code: 'TOO_MANY' };
    const brought = await eachFile<Brought>(
      req,
      onto ? 1 : FILES_AT_ONCE,
      beyond,
      (file, name, type, fields) => {
        const acting = async () => actingBy(await call(), fields);
        return bring(file, name, type, target, fields as Fields, acting);
      },
    );
    if (asksJson(req)) {
      res.status(201).setHeader('Cache-Control', 'no-store').json({ brought });
    } else {
      res.redirect(303, placeAfter(slug, onto, brought));
    }
  };
}

/** Where a form learns why nothing of it was taken; a program, or a form from nowhere, is refused as ever. */
function refusedPlace(req: Request, onto: Onto | null, error: unknown): { place: string } {
  const { slug } = req.query;
  if (!isAppError(error) || asksJson(req) || !isSlug(slug)) throw error;
  return { place: placeAfter(slug, onto, [{ name: '', code: error.code }]) };
}

function isSlug(slug: unknown): slug is string {
  return typeof slug === 'string' && /^[a-z0-9-]+$/.test(slug);
}

function ontoOf({ query }: Request): Onto | null {
  if (typeof query['file'] !== 'string') return null;
  return { fileId: query['file'], onNumber: Number(query['on']) };
}

/** Where the browser goes: to the library or the file, with what it should say there. */
function placeAfter(slug: string, onto: Onto | null, brought: readonly Brought[]): string {
  const library = `/discussions/projects/${slug}/files`;
  const says = new URLSearchParams();
  const refused = brought.find((one) => 'code' in one);
  if (refused && 'code' in refused) {
    if (refused.uploadId) says.set('upload', refused.uploadId);
    else says.set('refused', refused.code);
  }
  const count = brought.filter((one) => 'fileId' in one).length;
  if (count > 0 || brought.length === 0) says.set('brought', String(count));
  return `${onto ? `${library}/${onto.fileId}` : library}?${says.toString()}`;
}
