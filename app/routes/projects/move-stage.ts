import { onward } from '#app/features/projects/read-form.ts';
import { text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params, form }) => {
  await forum.call('projects.moveStage', {
    projectId: params['projectId'] ?? '',
    stage: text(form, 'stage'),
    version: Number(text(form, 'version')),
  });
  // A card that was dragged or carried says no page to go to: it is there.
  return form.has('next') ? onward(form) : Response.json({ ok: true, data: null });
});
