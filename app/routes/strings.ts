import type { LoaderFunctionArgs } from '@remix-run/node';
import { stringsScript } from '#app/i18n/strings.ts';

/** The words of one part of the forum in one language, as a script that pages ask for. */
export function loader({ request }: LoaderFunctionArgs): Response {
  const script = stringsScript(new URL(request.url).pathname);
  if (script === undefined) return new Response(null, { status: 404 });
  return new Response(script, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    },
  });
}
