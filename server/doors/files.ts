import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  Router,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { FILE_BYTES } from '#server/files/schemas.ts';
import { AppError, forbidden, signedOut, tooLarge } from '#server/platform/errors.ts';
import {
  downloadHeaders,
  isDownloadRequest,
  isPictureRequest,
  pictureHeaders,
  threadFiles,
  type FileRow,
  type Files,
} from '#server/platform/files/index.ts';
import { describeError } from '#server/platform/log.ts';
import type { Call, Kernel } from '#server/platform/kernel.ts';
import type { Run, Sessions } from '#server/platform/sessions.ts';
import { callerByCookie, callerByToken } from './caller.ts';
import { storeAndFile } from './filing.ts';
import type { Locals } from './guards.ts';
import { createCaseUpload } from './case-upload.ts';
import { createLibraryUpload } from './library-upload.ts';
import { createPictures, lookOf } from './pictures.ts';

type Opened = FileRow & { name: string; byteSize: number };
type FileDoorOptions = { kernel: Kernel; sessions: Sessions; run: Run; files: Files };

/**
 * Files: `PUT /files?thread=<id>&name=<name>` takes one in as the raw body, `GET /files/<id>` hands one
 * out, `GET /files/<id>/pages/<n>?size=small|large` shows a page of it as a picture that the forum drew:
 * the file itself is never shown by a browser. `GET /files/documents/<id>` hands out a paper that the
 * forum has printed, to a signed-in page or to a program with a token. `POST /files/project` takes a form's
 * files into a library, `POST /files/case` into a case, whose papers `GET /files/papers/<id>` hands out and
 * `…/pages/<n>` shows. `GET /files/consortia/<id>` makes the folder of an application while it is sent, `GET
 * /files/visa-reports/<code>/<id>` a guarantor's report. Whether the caller may is settled before a byte is read, and again before the file
 * exists.
 */
export function fileDoor({ kernel, sessions, run, files }: FileDoorOptions) {
  const router = Router();
  const pictureOfFile = createPictures(files, {
    look: ({ id, ...of }, call) => kernel.execute('files.look', { fileId: id, ...of }, call),
    keep: (id, of, call) => kernel.execute('files.keepPicture', { fileId: id, ...of }, call),
  });
  const pictureOfPaper = createPictures(files, {
    look: ({ id, ...of }, call) => kernel.execute('papers.look', { paperId: id, ...of }, call),
    keep: (id, of, call) => kernel.execute('papers.keepPicture', { paperId: id, ...of }, call),
  });
  const takeIntoLibrary = createLibraryUpload({ kernel, files, callOf });
  const takeIntoCase = createCaseUpload({ kernel, files, callOf });

  router.post('/project', (req, res, next) => takeIntoLibrary(req, res).catch(next));
  router.post('/case', (req, res, next) => takeIntoCase(req, res).catch(next));

  router.put('/', async (req, res, next) => {
    try {
      const threadId = String(req.query['thread'] ?? '');
      const declared = String(req.headers['content-type'] ?? '');
      const { bytesLeft } = await kernel.execute(
        'files.begin',
        {
          threadId,
          name: String(req.query['name'] ?? ''),
          mediaType: declared,
          byteSize: sizeOf(req),
        },
        await callOf(req, res),
      );
      const { filed } = await storeAndFile(
        files,
        bodyOf(req),
        { name: String(req.query['name']), declared, allowed: threadFiles, bytesLeft },
        // The session is read again: while the bytes came it may have ended.
        async (stored) =>
          kernel.execute('files.finish', { threadId, stored }, await callOf(req, res)),
      );
      res.status(201).setHeader('Cache-Control', 'no-store').json(filed);
    } catch (error) {
      next(error);
    }
  });

  router.get(
    '/:id',
    download(async (req, res) =>
      kernel.execute('files.open', { fileId: idOf(req) }, await callOf(req, res)),
    ),
  );
  router.get(
    '/documents/:id',
    download(async (req, res) => {
      const call = req.headers.authorization ? await programOf(req, res) : await callOf(req, res);
      return kernel.execute('documents.open', { documentId: idOf(req), ...reasonOf(req) }, call);
    }),
  );
  router.get(
    '/papers/:id',
    download(async (req, res) =>
      kernel.execute(
        'papers.open',
        { paperId: idOf(req), ...reasonOf(req) },
        await callOf(req, res),
      ),
    ),
  );

  /** Hands out as a download what `ask` is let have; never to a page that would show or run it. */
  function download(ask: (req: Request, res: Response) => Promise<Opened>): RequestHandler {
    return (req, res, next) => void handOut(ask, req, res).catch(next);
  }

  async function handOut(
    ask: (req: Request, res: Response) => Promise<Opened>,
    req: Request,
    res: Response,
  ): Promise<void> {
    refuseUnlessDownload(req);
    const file = await ask(req, res);
    const bytes = await files.open(file);
    res.set(downloadHeaders(file));
    // After the headers a fault can only end the answer early; the length tells the browser.
    await pipeline(bytes, res).catch(() => res.destroy());
  }

  router.get(
    '/visa-reports/:code/:id',
    (req, res, next) => void handOutReport(req, res).catch(next),
  );

  /** A paper that holds no patient, printed for this download alone. */
  async function handOutReport(req: Request, res: Response): Promise<void> {
    refuseUnlessDownload(req);
    const asked = {
      code: String(req.params['code']),
      reportId: idOf(req),
      lang: String(req.query['lang'] ?? 'ja'),
    };
    const { name, bytes } = await kernel.execute('visa.reportPaper', asked, await callOf(req, res));
    res.set(downloadHeaders({ name, byteSize: bytes.length })).end(bytes);
  }

  router.get('/consortia/:id', (req, res, next) => void handOutFolder(req, res).catch(next));

  async function handOutFolder(req: Request, res: Response): Promise<void> {
    refuseUnlessDownload(req);
    const call = await callOf(req, res);
    const { name, bytes } = await kernel.execute(
      'consortia.openFolder',
      { consortiumId: idOf(req) },
      call,
    );
    res.set(downloadHeaders({ name, byteSize: null }));
    // Printed file by file as the browser takes it; a fault breaks the answer off, which browsers tell.
    await pipeline(Readable.from(bytes), res).catch((error: NodeJS.ErrnoException) => {
      const left = error.code === 'ERR_STREAM_PREMATURE_CLOSE';
      const { requestId } = call;
      if (!left) kernel.options.log.error({ requestId, ...describeError(error) }, 'folder');
      res.destroy();
    });
  }

  router.get('/:id/pages/:page', showWith(pictureOfFile));
  router.get('/papers/:id/pages/:page', showWith(pictureOfPaper));

  function showWith(picture: ReturnType<typeof createPictures>): RequestHandler {
    return (req, res, next) => void show(picture, req, res, next);
  }

  async function show(
    picture: ReturnType<typeof createPictures>,
    req: Request,
    res: Response,
    next: NextFunction,
  ): Promise<void> {
    try {
      if (!isPictureRequest(req.headers['sec-fetch-dest'] as string | undefined)) {
        throw forbidden('NOT_A_PICTURE');
      }
      const shown = await picture(lookOf(req), await callOf(req, res));
      res.set(pictureHeaders(shown));
      if (req.headers['if-none-match'] === shown.etag) return void res.status(304).end();
      const bytes = await shown.open();
      res.setHeader('Content-Length', shown.byteSize);
      await pipeline(bytes, res).catch(() => res.destroy());
    } catch (error) {
      next(error);
    }
  }

  async function callOf(req: Request, res: Response): Promise<Call> {
    const { actor } = await callerByCookie(req.headers, sessions);
    return { actor, door: 'web', ...about(req, res) };
  }

  async function programOf(req: Request, res: Response): Promise<Call> {
    const actor = await callerByToken(req.headers.authorization, run);
    if (!actor) throw signedOut('TOKEN_INVALID');
    return { actor, door: 'file', ...about(req, res) };
  }

  return router;
}

function refuseUnlessDownload({ headers }: Request): void {
  if (!isDownloadRequest(headers['sec-fetch-dest'] as string | undefined)) {
    throw forbidden('NOT_A_DOWNLOAD');
  }
}

const idOf = (req: Request) => String(req.params['id']);

/** Why the case officer opens it, where the address says so. */
function reasonOf({ query }: Request): { reason?: 'question' } {
  const { reason } = query;
  return typeof reason === 'string' && reason ? { reason: reason as 'question' } : {};
}

function about(req: Request, res: Response): Pick<Call, 'requestId' | 'ip' | 'actingAs'> {
  const { requestId, ip } = res.locals as Locals;
  const actingAs = req.headers['x-acting-as'];
  return { requestId, ip, actingAs: typeof actingAs === 'string' ? actingAs : undefined };
}

function sizeOf(req: Request): number {
  const size = Number(req.headers['content-length']);
  if (!Number.isSafeInteger(size)) throw new AppError('invalid', 'LENGTH_REQUIRED');
  if (size > FILE_BYTES) throw tooLarge();
  return size;
}

/**
 * The body as a stream that may be ended at any point: a refusal ends the copy, and the request stays
 * open for the answer that says why.
 */
function bodyOf(req: Request): Readable {
  const body = new PassThrough();
  req.on('error', () => body.destroy());
  req.once('close', () => !req.complete && body.destroy());
  return req.pipe(body);
}
