import { onward } from '#app/features/projects/read-form.ts';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.leave', {
    projectId: params['projectId'] ?? '',
  });
  return onward(form);
});
