import { redirect } from '@remix-run/node';
import { announcementAddress } from '#app/features/announcements/addresses.ts';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Takes an announcement back. */
export const action = verb(async ({ forum, form, params }) => {
  const announcementId = idIn(params['id']);
  const version = Number(text(form, 'version'));
  await forum.call('announcements.withdraw', { announcementId, version });
  return redirect(announcementAddress(announcementId));
});
