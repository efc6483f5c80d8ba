import type { LoaderFunctionArgs } from '@remix-run/node';

/** Writes down a fault that nobody foresaw, under the reference that the reader is shown. */
export function reportFault(
  error: unknown,
  { request, context }: Pick<LoaderFunctionArgs, 'request' | 'context'>,
): void {
  const { requestId } = context;
  console.error({ requestId, method: request.method, path: new URL(request.url).pathname }, error);
}
