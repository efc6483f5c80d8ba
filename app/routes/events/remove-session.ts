import { redirect } from '@remix-run/node';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params }) => {
  const { eventId = '', sessionId = '' } = params;
  await forum.call('events.removeSession', { eventId, sessionId });
  return redirect(`/events/${eventId}/edit/programme`);
});
