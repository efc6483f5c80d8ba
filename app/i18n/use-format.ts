import { useRouteLoaderData } from '@remix-run/react';
import { formatFor, type Format } from '#server/platform/i18n/format.ts';
import { useLang } from './use-t.ts';

/** Dates, numbers and money in the page's language and the reader's zone. Once per page. */
export function useFormat(): Format {
  const lang = useLang();
  const root = useRouteLoaderData('root') as { data?: { timeZone?: string } } | undefined;
  return formatFor(lang, root?.data?.timeZone);
}
