import { redirect } from '@remix-run/node';
import { safeNext, text, verb } from '#app/page.ts';

export { default, loader } from '#app/verb-route.tsx';

/** Gives a place back: one's own, or from the list of attendees somebody else's. */
export const action = verb(async ({ forum, form, params }) => {
  await forum.call('events.cancelRegistration', { registrationId: text(form, 'registrationId') });
  return redirect(safeNext(form.get('next'), `/events/${params.eventId ?? ''}`));
});
