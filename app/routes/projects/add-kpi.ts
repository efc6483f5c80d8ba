import { words, onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.addKpi', {
    projectId: params['projectId'] ?? '',
    name: words(form, 'name'),
    unit: words(form, 'unit'),
    moreIsBetter: text(form, 'better') !== 'less',
    yearly: text(form, 'yearly') === 'last' ? 'last' : 'sum',
  });
  return onward(form);
});
