import type { T } from '#app/i18n/use-t.ts';

/** What the picker offers; what a file is, the forum finds out by its content. */
export const ACCEPT = '.pdf,.jpg,.jpeg,.png,.webp,.gif,.txt';

/** Why a file was not taken, for the person who chose it. */
export function whyNotTaken(t: T<'files'>, code: string | null, most: number): string {
  switch (code) {
    case 'FILE_TYPE_REFUSED':
      return t('why.type');
    case 'FILE_TYPE_MISMATCH':
      return t('why.mismatch');
    case 'FILE_UNREADABLE':
      return t('why.unreadable');
    case 'FILE_PIXELS':
      return t('why.pixels');
    case 'FILE_PAGES':
      return t('why.pages');
    case 'FILE_ACTIVE':
      return t('why.active');
    case 'FILE_ENCRYPTED':
      return t('why.encrypted');
    case 'FILE_INFECTED':
      return t('why.infected');
    case 'FILE_TOO_COMPLEX':
      return t('why.complex');
    case 'FILE_EMPTY':
      return t('why.empty');
    case 'FILE_TOO_LARGE':
    case 'TOO_LARGE':
      return t('why.tooLarge');
    case 'FILE_QUOTA':
      return t('why.quota');
    case 'TOO_MANY':
      return t('why.tooMany', { count: most });
    case 'THREAD_CLOSED':
      return t('why.closed');
    case 'NOT_FOUND':
    case 'FORBIDDEN':
      return t('why.notAllowed');
    case 'ACTING_CHANGED':
      return t('why.acting');
    case 'SIGNED_OUT':
      return t('why.signedOut');
    case 'RATE_LIMITED':
      return t('why.rateLimited');
    case 'NO_ANSWER':
    case 'UPLOAD_CUT_OFF':
      return t('why.unreachable');
    default:
      return t('why.other');
  }
}
