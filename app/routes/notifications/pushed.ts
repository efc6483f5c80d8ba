import { idIn } from '#app/features/discussions/address-parts.ts';
import { openNotice } from '#app/features/notifications/open-notice.ts';
import { page } from '#app/page.ts';

/** Where a push leads that somebody pressed: after signing in, if need be, to what it is about. */
export const loader = page([], async (args) => {
  throw await openNotice(args, idIn(args.params['id']));
});

export default function Pushed() {
  return null;
}
