import type { T } from '#app/i18n/use-t.ts';
import type { FileWords } from './preview.tsx';

export function fileWords(t: T<'files'>): FileWords {
  return {
    open: (name) => t('open', { name }),
    download: (name) => t('viewer.download', { name }),
    pages: (count) => t('pages', { count }),
    unscanned: t('unscanned'),
    held: { pending: t('held.pending'), infected: t('held.infected'), error: t('held.error') },
  };
}
