import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.shareHistory', {
    projectId: params['projectId'] ?? '',
    orgId: text(form, 'orgId'),
    ...(text(form, 'since') && { since: text(form, 'since') }),
  });
  return onward(form);
});
