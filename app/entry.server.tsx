import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { renderToString } from 'react-dom/server';
import { Nonce } from './nonce.ts';
import { dataScripts } from './page-data.ts';

const END = '</body></html>';

/**
 * Renders a whole page before the first byte: one text is made and compressed in less time than a
 * stream, and a fault while rendering still becomes a proper error page.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  const { serverHandoffStream, ...whole } = remixContext;
  const { loaderData } = whole.staticHandlerContext;
  const html = renderToString(
    <Nonce.Provider value={context.nonce}>
      <RemixServer context={whole} url={request.url} nonce={context.nonce} />
    </Nonce.Provider>,
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.set('Content-Language', context.lang);
  const scripted = serverHandoffStream && whole.renderMeta?.didRenderScripts;
  const scripts = scripted
    ? dataScripts(await textOf(serverHandoffStream), loaderData, context.nonce)
    : '';
  const beforeEnd = html.endsWith(END) ? html.slice(0, -END.length) : html;
  return new Response(`<!DOCTYPE html>${beforeEnd}${scripts}${END}`, { status, headers });
}

/** Refusals and unknown addresses are answers, not faults. */
export function handleError(error: unknown, args: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (!args.request.signal.aborted && !isRouteErrorResponse(error)) args.context.reportFault(error);
}

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
}
