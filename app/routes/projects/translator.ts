import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.useTranslator', {
    projectId: params['projectId'] ?? '',
    on: text(form, 'on') === 'true',
  });
  return onward(form);
});
