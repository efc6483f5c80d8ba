import { redirect } from '@remix-run/node';
import { savedAt } from '#app/features/account/settings-page.tsx';
import { text, verb } from '#app/page.ts';

export const action = verb(async ({ forum, form }) => {
  await forum.call('account.endSession', { sessionId: text(form, 'sessionId') });
  return redirect(savedAt('/settings/security', 'sessionEnded'));
});
