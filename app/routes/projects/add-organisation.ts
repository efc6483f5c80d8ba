import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.addOrganisation', {
    projectId: params['projectId'] ?? '',
    orgId: text(form, 'orgId'),
    part: text(form, 'part') as 'participant',
    history: text(form, 'history') as 'all',
    ...(text(form, 'since') && { since: text(form, 'since') }),
  });
  return onward(form);
});
