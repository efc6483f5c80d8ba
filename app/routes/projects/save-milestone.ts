import { words, onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.saveMilestone', {
    projectId: params['projectId'] ?? '',
    ...(form.has('milestoneId') && {
      milestoneId: text(form, 'milestoneId'),
      version: Number(text(form, 'version')),
    }),
    title: words(form, 'title'),
    ownerOrgId: text(form, 'ownerOrgId'),
    plannedOn: text(form, 'plannedOn'),
    doneOn: text(form, 'doneOn') || null,
  });
  return onward(form);
});
