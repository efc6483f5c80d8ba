import { redirect } from '@remix-run/node';
import { safeNext, text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/**
 * Acting for another organisation shows another forum: it begins at its home page, or at the page
 * that only that organisation may see.
 */
export const action = verb(async ({ forum, form }) => {
  await forum.call('account.switchOrganisation', { orgId: text(form, 'orgId') });
  return redirect(safeNext(text(form, 'next')));
});
