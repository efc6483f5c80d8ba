import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.saveReview', {
    projectId: params['projectId'] ?? '',
    period: text(form, 'period'),
    phase: text(form, 'phase') as 'plan',
    body: text(form, 'body'),
    lang: text(form, 'lang') as 'ja',
    version: text(form, 'version') === '' ? null : Number(text(form, 'version')),
  });
  return onward(form);
});
