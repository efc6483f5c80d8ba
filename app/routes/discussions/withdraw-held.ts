import { redirect } from '@remix-run/node';
import { idIn } from '#app/features/discussions/address-parts.ts';
import { cameFrom, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Takes back what waits for the secretariat, and stays where it was written. */
export const action = verb(async ({ forum, params, request }) => {
  await forum.call('discussions.withdrawHeld', { heldId: idIn(params['heldId']) });
  return redirect(cameFrom(request, '/discussions'));
});
