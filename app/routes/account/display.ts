import { redirect } from '@remix-run/node';
import { safeNext, text, verb } from '#app/page.ts';
import { remember } from '#app/shell/display.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Light or dark, rail open or folded, a coming maintenance put away: choices of this browser. */
export const action = verb(({ form }) => {
  const theme = text(form, 'theme');
  const rail = text(form, 'rail');
  const headers = new Headers();
  if (['system', 'light', 'dark'].includes(theme))
    headers.append('Set-Cookie', remember('theme', theme));
  if (['open', 'folded'].includes(rail)) headers.append('Set-Cookie', remember('rail', rail));
  const maintenance = text(form, 'maintenance');
  if (/^[0-9a-f-]{36}\.\d{1,9}$/.test(maintenance))
    headers.append('Set-Cookie', remember('maintenance', maintenance));
  return redirect(safeNext(form.get('next')), { headers });
});
