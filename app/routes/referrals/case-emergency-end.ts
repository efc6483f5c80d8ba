import { redirect } from '@remix-run/node';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params }) => {
  const code = storedCode(params.code);
  await forum.call('privacy.endBreakGlass', { code });
  return redirect(casePath(code));
});
