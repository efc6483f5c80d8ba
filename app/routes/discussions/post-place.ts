import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { postAddress } from '#app/features/discussions/addresses.ts';
import { page } from '#app/page.ts';

/** The lasting address of a post: goes to where it stands. */
export const loader = page([], async ({ forum, params }) => {
  const place = await forum.call('discussions.postPlace', { postId: idIn(params['postId']) });
  throw redirect(postAddress(place.threadId, place.seq));
});
