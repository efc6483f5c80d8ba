import type { Request, Response } from 'express';
import { PAPERS_AT_ONCE } from '#server/papers/schemas.ts';
import { casePath } from '#server/referrals/schemas.ts';
import { isAppError } from '#server/platform/errors.ts';
import { caseDocuments, type Files } from '#server/platform/files/index.ts';
import type { Call, Kernel } from '#server/platform/kernel.ts';
import { storeAndFile } from './filing.ts';
import { actingBy, asksJson, eachFile, type Handle } from './form-files.ts';

type Options = {
  kernel: Kernel;
  files: Files;
  callOf: (req: Request, res: Response) => Promise<Call>;
};
type Came = { paperId: string } | { code: string };

/** Where a form may have stood, by the name that it says. */
const STOOD: ReadonlyMap<unknown, string[]> = new Map([
  ['case', []],
  ['consent', ['edit', 'consent']],
  ['review', ['edit', 'review']],
]);

/**
 * Takes papers into a case from a form, so that it works without scripts: `POST /files/case?case=<code>`
 * with the fields `kind`, `note`, `actingAs` and, for the signed paper of a consent, `consentVersion`. Whether the
 * caller may is settled before a byte of them is read. A form leads on to the page that shows what became of the
 * papers, or back to where it stood (`from`); a script is told that page as JSON `{next}`.
 */
export function createCaseUpload({ kernel, files, callOf }: Options) {
  return async function take(req: Request, res: Response): Promise<void> {
    const code = String(req.query['case'] ?? '');
    const call = () => callOf(req, res);
    let came: Came[];
    try {
      const { bytesLeft } = await kernel.execute('papers.begin', { code }, await call());
      came = await eachFile<Came>(req, PAPERS_AT_ONCE, { code: 'TOO_MANY' }, (...file) =>
        bring(bytesLeft, code, call, ...file),
      );
    } catch (error) {
      // A form is answered by a page that says why.
      if (!isAppError(error)) throw error;
      came = [{ code: error.code }];
    }
    const next = placeAfter(code, came, STOOD.get(req.query['from']));
    if (asksJson(req)) res.setHeader('Cache-Control', 'no-store').json({ next });
    else res.redirect(303, next);
  };

  async function bring(
    bytesLeft: number,
    code: string,
    call: () => Promise<Call>,
    ...[source, name, declared, fields]: Parameters<Handle<Came>>
  ): Promise<Came> {
    try {
      const { filed } = await storeAndFile(
        files,
        source,
        { name, declared, allowed: caseDocuments, bytesLeft },
        // The session is read again: while the bytes came it may have ended.
        async (stored) =>
          kernel.execute(
            'papers.add',
            {
              code,
              stored,
              kind: fields['kind'] as 'other',
              note: fields['note'] ?? '',
              consentVersion: Number(fields['consentVersion']) || null,
            },
            actingBy(await call(), fields),
          ),
      );
      return { paperId: filed.paperId };
    } catch (error) {
      if (!isAppError(error)) throw error;
      return { code: error.code };
    }
  }
}

/** Back to where the form stood, or to the papers of the case with what became of those that were brought. */
function placeAfter(code: string, came: readonly Came[], stood: string[] | undefined): string {
  const says = new URLSearchParams();
  const refused = came.find((one) => 'code' in one);
  if (refused && 'code' in refused) says.set('refused', refused.code);
  else if (stood) return casePath(code, ...stood);
  says.set('brought', String(came.filter((one) => 'paperId' in one).length));
  return `${casePath(code, 'papers')}?${says.toString()}`;
}
