import { redirect } from '@remix-run/node';
import { casePath, storedCode } from '#app/features/referrals/addresses.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** What the officer found of two cases; of one patient's, the case that is there already goes on. */
export const action = verb(async ({ forum, form, params }) => {
  const code = storedCode(params.code);
  const other = storedCode(text(form, 'other'));
  if (text(form, 'verdict') === 'same') {
    await forum.call('referrals.judgeDouble', { code, other, verdict: 'same' });
    return redirect(casePath(other));
  }
  const reason = text(form, 'reason') as 'other';
  await forum.call('referrals.judgeDouble', { code, other, verdict: 'different', reason });
  return redirect(casePath(code));
});
