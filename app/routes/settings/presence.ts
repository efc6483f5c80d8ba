import { redirect } from '@remix-run/node';
import { savedAt } from '#app/features/account/settings-page.tsx';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, form }) => {
  await forum.call('presence.choose', { hidden: form.get('hidden') === 'on' });
  return redirect(savedAt('/settings', 'presence'));
});
