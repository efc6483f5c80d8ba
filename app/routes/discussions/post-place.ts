import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { answerAddress, postAddress } from '#app/features/discussions/addresses.ts';
import { page } from '#app/page.ts';

/**
 * The lasting address of a post: goes to where it stands. From a mail one answers: the composer opens
 * with the post quoted above it.
 */
export const loader = page([], async ({ forum, params, url }) => {
  const postId = idIn(params['postId']);
  const { threadId, seq } = await forum.call('discussions.postPlace', { postId });
  throw redirect(
    url.searchParams.has('reply') ? answerAddress(threadId, postId) : postAddress(threadId, seq),
  );
});
