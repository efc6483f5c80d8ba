import { redirect } from '@remix-run/node';
import { DISCUSSIONS } from '#app/features/discussions/addresses.ts';
import { safeNext, text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, form }) => {
  const projectId = text(form, 'projectId');
  await forum.call('discussions.markAllSeen', projectId ? { projectId } : {});
  return redirect(safeNext(text(form, 'next'), DISCUSSIONS));
});
