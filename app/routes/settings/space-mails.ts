import { redirect } from '@remix-run/node';
import { savedAt } from '#app/features/account/settings-page.tsx';
import { verb } from '#app/page.ts';
import { SPACE_MAILS } from '#server/mailings/schemas.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Keeps the choices for single projects and threads; each field is named after its space. */
export const action = verb(async ({ forum, form }) => {
  const chosen = (kind: 'project' | 'thread') =>
    [...form].flatMap(([name, value]) => {
      const [prefix, id] = name.split(':');
      const mail = SPACE_MAILS.find((one) => one === value);
      return prefix === kind && id && mail ? [{ id, mail }] : [];
    });
  const [projects, threads] = [chosen('project'), chosen('thread')];
  await forum.call('mailings.setSpaceMails', {
    projectIds: projects.map(({ id }) => id),
    projectMails: projects.map(({ mail }) => mail),
    threadIds: threads.map(({ id }) => id),
    threadMails: threads.map(({ mail }) => mail),
  });
  return redirect(savedAt('/settings/notifications', 'spaceMails'));
});
