import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { safeNext, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Takes an announcement off one's own home page, or puts it back. */
export const action = verb(async ({ forum, form, params }) => {
  await forum.call('announcements.putAway', {
    announcementId: idIn(params['id']),
    away: !form.has('back'),
  });
  return redirect(safeNext(form.get('next')));
});
