import { redirect } from '@remix-run/node';
import { verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

export const action = verb(async ({ forum, params }) => {
  const eventId = params.eventId ?? '';
  await forum.call('events.register', { eventId });
  return redirect(`/events/${eventId}`);
});
