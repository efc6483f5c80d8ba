import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { BOOKMARKS, postAddress } from '#app/features/discussions/addresses.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  const postId = idIn(params['postId']);
  const kept = text(form, 'kept') === 'yes';
  const { threadId, seq } = await forum.call('discussions.bookmarkPost', { postId, kept });
  return redirect(text(form, 'from') === 'bookmarks' ? BOOKMARKS : postAddress(threadId, seq));
});
