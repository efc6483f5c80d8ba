import { Writable } from 'node:stream';
import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { reportFault } from './fault.ts';
import { Nonce } from './nonce.ts';

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
  const { html, failed } = await renderWhole(page);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', context.lang);
  return new Response(html, { status: failed ? 500 : status, headers });
}

/** Refusals and unknown addresses are answers, not faults. */
export function handleError(error: unknown, args: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!args.request.signal.aborted && !isRouteErrorResponse(error)) reportFault(error, args);
}

function renderWhole(page: React.ReactElement): Promise<{ html: string; failed: boolean }> {
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
        resolve({ html: Buffer.concat(chunks).toString('utf8'), failed });
        done();
      },
    });
    const { pipe, abort } = renderToPipeableStream(page, {
      onAllReady: () => pipe(sink),
      onShellError: reject,
      onError(error) {
        failed = true;
        console.error(error);
      },
    });
    const timer = setTimeout(abort, PATIENCE_MS);
  });
}
