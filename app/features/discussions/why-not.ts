import type { Refusal } from '#app/realtime/protocol.ts';
import type { Discuss } from './words.ts';

/** Why something was not done, for the person who tried. */
export function whyNot(t: Discuss, refusal: Refusal | null): string {
  if (!refusal || refusal.kind === 'unreachable' || refusal.kind === 'unavailable') {
    return t('why.unreachable');
  }
  if (refusal.code === 'SLOW_MODE') return t('why.slow', { seconds: refusal.retryAfter ?? '' });
  if (refusal.kind === 'rateLimited') return t('why.rateLimited');
  if (refusal.code === 'THREAD_CLOSED') return t('why.closed');
  if (refusal.code === 'WRITING_BARRED') return t('why.barred');
  if (refusal.code === 'ACTING_CHANGED') return t('why.acting');
  if (refusal.code === 'STALE_VERSION') return t('why.changed');
  if (refusal.code === 'MENTION_NOT_HERE') return t('why.mention');
  if (refusal.kind === 'notFound' || refusal.kind === 'forbidden') return t('why.notAllowed');
  return t('why.other');
}
