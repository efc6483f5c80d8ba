import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.addLink', {
    projectId: params['projectId'] ?? '',
    kind: text(form, 'kind') as 'event',
    key: text(form, 'key'),
  });
  return onward(form);
});
