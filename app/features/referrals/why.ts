import { text } from '#app/page.ts';
import type { OpenReason } from '#server/referrals/schemas.ts';

/** What a form says of why a patient's data are opened. */
export function whyOf(form: FormData): { reason?: OpenReason; words: string } {
  const reason = text(form, 'reason');
  return { ...(reason && { reason: reason as OpenReason }), words: text(form, 'words') };
}
