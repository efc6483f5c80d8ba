import { PassThrough, type Readable } from 'node:stream';
import busboy from 'busboy';
import type { Request } from 'express';
import { AppError } from '#server/platform/errors.ts';
import type { Call } from '#server/platform/kernel.ts';

/** What becomes of one file of a form. */
export type Handle<Came> = (
  file: Readable,
  name: string,
  type: string,
  fields: Record<string, string>,
) => Promise<Came>;

/**
 * Reads a form of files part by part, fields before the files; the next file is read when the one before
 * has been dealt with. Of more than `most` the rest is read past, and `beyond` says so among the answers.
 */
export function eachFile<Came>(
  req: Request,
  most: number,
  beyond: Came,
  handle: Handle<Came>,
): Promise<Came[]> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const brought: Promise<Came>[] = [];
    let before: Promise<unknown> = Promise.resolve();
    const form = parserOf(req, most);
    form.on('field', (key, value) => void (fields[key] = value));
    form.on('file', (_field, part, { filename, mimeType }) => {
      const bytes = new PassThrough();
      // Cut off on the way: whoever reads the file is told, and nobody else; an error that nobody hears
      // would end the process.
      bytes.on('error', () => undefined);
      part.on('error', (error) => bytes.destroy(error));
      // A form without a chosen file sends one without a name.
      if (!filename) return void part.resume();
      // Refused half-way: the rest is read past, so that the parts behind it come.
      bytes.on('close', () => part.unpipe(bytes).resume());
      // Its bytes wait in the pipe, and so does the form behind them.
      const done = before.then(() => handle(part.pipe(bytes), filename, mimeType, fields));
      before = done.catch(reject);
      brought.push(done);
    });
    form.on('filesLimit', () => brought.push(Promise.resolve(beyond)));
    form.on('error', () => reject(new AppError('invalid', 'INVALID_INPUT')));
    form.on('close', () => void Promise.all(brought).then(resolve, reject));
    req.once('close', () => !req.complete && form.destroy());
    req.pipe(form);
  });
}

/** A form says which organisation its page was drawn for, so that another tab's switch is noticed. */
export function actingBy(call: Call, fields: Record<string, string>): Call {
  return fields['actingAs'] ? { ...call, actingAs: fields['actingAs'] } : call;
}

function parserOf(req: Request, most: number): busboy.Busboy {
  const limits = { files: most, fields: 10, fieldSize: 4_000, headerPairs: 20 };
  try {
    return busboy({ headers: req.headers, defParamCharset: 'utf8', limits });
  } catch {
    throw new AppError('invalid', 'INVALID_INPUT');
  }
}

/** Whether the page sends by script, and wants to know instead of being led on. */
export function asksJson({ headers }: Request): boolean {
  return headers.accept?.startsWith('application/json') ?? false;
}
