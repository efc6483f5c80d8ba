import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';
import type { Ask } from '#server/forum.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.setRetention', {
    projectId: params['projectId'] ?? '',
    years: (Number(text(form, 'years')) || null) as Ask<'projects.setRetention'>['years'],
  });
  return onward(form);
});
