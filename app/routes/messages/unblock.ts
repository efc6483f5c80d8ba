import { redirect } from '@remix-run/node';
import { MESSAGES } from '#app/features/direct/addresses.ts';
import { safeNext, text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, form }) => {
  await forum.call('direct.unblock', { personId: text(form, 'personId') });
  return redirect(safeNext(form.get('next'), MESSAGES));
});
