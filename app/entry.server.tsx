import { Writable } from 'node:stream';
import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import type { ReactElement } from 'react';
import { renderToPipeableStream } from 'react-dom/server';
import { Nonce } from './nonce.ts';

type Rendered = { html: string; failed: boolean };

const PATIENCE_MS = 10_000;

/**
 * Renders a whole page before the first byte: one buffer compresses better and faster than a
 * stream, and a fault while rendering still becomes a proper error page.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const page = (
    <Nonce.Provider value={context.nonce}>
      <RemixServer context={remixContext} url={request.url} nonce={context.nonce} />
    </Nonce.Provider>
  );
  const { html, failed } = await renderWhole(page, context);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', context.lang);
  return new Response(html, { status: failed ? 500 : status, headers });
}

/** Refusals and unknown addresses are answers, not faults. */
export function handleError(error: unknown, args: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!args.request.signal.aborted && !isRouteErrorResponse(error)) args.context.reportFault(error);
}

function renderWhole(page: ReactElement, context: AppLoadContext): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    let failed = false;
    const chunks: Buffer[] = [];
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(Buffer.from(chunk));
        done();
      },
      final(done) {
        clearTimeout(timer);
        // React 18 leaves zero bytes where a character of several bytes met the end of a chunk.
        const html = Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
        resolve({ html, failed });
        done();
      },
    });
    const { pipe, abort } = renderToPipeableStream(page, {
      onAllReady: () => pipe(sink),
      onShellError: reject,
      onError(error) {
        failed = true;
        context.reportFault(error);
      },
    });
    const timer = setTimeout(abort, PATIENCE_MS);
  });
}
