import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.addPerson', {
    projectId: params['projectId'] ?? '',
    personId: text(form, 'personId'),
    part: text(form, 'part') as 'member',
  });
  return onward(form);
});
