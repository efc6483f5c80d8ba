import { redirect } from '@remix-run/node';
import { savedAt } from '#app/features/account/settings-page.tsx';
import { verb } from '#app/page.ts';

export const action = verb(async ({ forum }) => {
  await forum.call('account.removeSecondFactor', {});
  return redirect(savedAt('/settings/security', 'factorRemoved'));
});
