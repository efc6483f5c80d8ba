import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.setMilestoneDone', {
    projectId: params['projectId'] ?? '',
    milestoneId: text(form, 'milestoneId'),
    version: Number(text(form, 'version')),
    done: text(form, 'done') === 'true',
  });
  return onward(form);
});
