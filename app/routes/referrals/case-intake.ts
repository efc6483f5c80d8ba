import { redirect } from '@remix-run/node';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  await forum.call('referrals.takeIntake', { code, version: Number(text(form, 'version')) });
  return redirect(casePath(code));
});
