import { amount, onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.recordKpi', {
    projectId: params['projectId'] ?? '',
    kpiId: text(form, 'kpiId'),
    period: text(form, 'period'),
    plan: amount(form, 'plan'),
    actual: amount(form, 'actual'),
  });
  return onward(form);
});
