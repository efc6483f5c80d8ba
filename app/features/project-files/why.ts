import { whyNotTaken } from '#app/features/files/why-not-taken.ts';
import type { T } from '#app/i18n/use-t.ts';
import { FILES_AT_ONCE } from '#server/project-files/schemas.ts';

/** Why a file did not come into a library, for the person who brought it. */
export function whyNotBrought(t: T<'projectFiles'>, f: T<'files'>, code: string | null): string {
  if (code === 'FILE_QUOTA') return t('why.quota');
  if (code === 'FILE_NEWER_VERSION') return t('why.newer');
  if (code === 'FILE_OTHER_KIND') return t('why.otherKind');
  return whyNotTaken(f, code, FILES_AT_ONCE);
}
