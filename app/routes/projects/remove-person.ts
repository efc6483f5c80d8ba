import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.removePerson', {
    projectId: params['projectId'] ?? '',
    personId: text(form, 'personId'),
  });
  return onward(form);
});
