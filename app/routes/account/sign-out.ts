import { redirect } from '@remix-run/node';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, context }) => {
  await forum.call('account.signOut', {});
  context.session.clear();
  return redirect('/sign-in');
});
