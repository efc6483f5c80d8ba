import { index, route, type RouteConfig } from '@remix-run/route-config';

/** The public site: each language has an address of its own, so that each can be found and cited. */
const languages = ['ja', 'en', 'zh', 'ko'];

/** The acts on a project that are forms of their own, by their address and file. */
function projectVerbs(project: string) {
  const verbs = {
    stage: 'move-stage',
    end: 'end',
    leave: 'leave',
    'organisations/add': 'add-organisation',
    'organisations/remove': 'remove-organisation',
    'organisations/share': 'share-history',
    'roster/add': 'add-person',
    'roster/remove': 'remove-person',
    'milestones/save': 'save-milestone',
    'milestones/done': 'milestone-done',
    'milestones/remove': 'remove-milestone',
    'kpis/add': 'add-kpi',
    'kpis/record': 'record-kpi',
    'kpis/remove': 'remove-kpi',
    'reviews/save': 'save-review',
    'links/add': 'add-link',
    'links/remove': 'remove-link',
  };
  return Object.entries(verbs).map(([path, file]) =>
    route(`${project}/${path}`, `routes/projects/${file}.ts`),
  );
}

export default [
  index('routes/home.tsx'),
  route('sign-in', 'routes/account/sign-in.tsx'),
  route('sign-in/code', 'routes/account/sign-in-code.tsx'),
  route('sign-out', 'routes/account/sign-out.ts'),
  route('forgot-password', 'routes/account/forgot-password.tsx'),
  route('reset-password', 'routes/account/reset-password.tsx'),
  route('step-up', 'routes/account/step-up.tsx'),
  route('acting', 'routes/account/acting.ts'),
  route('language', 'routes/account/language.ts'),
  route('display', 'routes/account/display.ts'),

  route('events', 'routes/events/list.tsx'),
  route('events/new', 'routes/events/new.tsx'),
  route('events/:eventId', 'routes/events/event.tsx'),
  route('events/:eventId/register', 'routes/events/register.ts'),
  route('events/:eventId/cancel', 'routes/events/cancel.ts'),
  route('events/:eventId/calendar.ics', 'routes/events/calendar.ts'),
  route('events/:eventId/attendees', 'routes/events/attendees.tsx'),
  route('events/:eventId/attendees.csv', 'routes/events/attendees-csv.ts'),
  route('events/:eventId/edit', 'routes/events/edit.tsx', [
    index('routes/events/edit-basics.tsx'),
    route('programme', 'routes/events/edit-programme.tsx', [
      route('new', 'routes/events/edit-session.tsx', { id: 'add-session' }),
      route(':sessionId', 'routes/events/edit-session.tsx'),
    ]),
    route('publish', 'routes/events/edit-publish.tsx'),
  ]),
  route('events/:eventId/edit/programme/:sessionId/remove', 'routes/events/remove-session.ts'),

  route('discussions', 'routes/discussions/projects.tsx'),
  route('discussions/board', 'routes/projects/board.tsx'),
  route('discussions/projects/new', 'routes/projects/new.tsx'),
  route('discussions/projects/:slug', 'routes/discussions/project.tsx'),
  route('discussions/projects/:slug/edit', 'routes/projects/edit.tsx'),
  route('discussions/projects/:slug/plan', 'routes/projects/plan.tsx'),
  route('discussions/projects/:slug/people', 'routes/projects/people.tsx'),
  ...projectVerbs('discussions/projects/:projectId'),
  route('discussions/projects/:slug/new', 'routes/discussions/new-thread.tsx'),
  route('discussions/threads/:threadId', 'routes/discussions/thread.tsx'),
  route('discussions/threads/:threadId/post', 'routes/discussions/post.tsx'),
  route('discussions/threads/:threadId/seen', 'routes/discussions/seen.ts'),
  route('discussions/posts/:postId', 'routes/discussions/post-place.ts'),
  route('discussions/posts/:postId/edit', 'routes/discussions/edit-post.tsx'),
  route('discussions/posts/:postId/react', 'routes/discussions/react.tsx'),
  route('discussions/posts/:postId/delete', 'routes/discussions/delete-post.tsx'),

  route('messages', 'routes/messages/list.tsx'),
  route('messages/new', 'routes/messages/new.tsx'),
  route('messages/unblock', 'routes/messages/unblock.ts'),
  route('messages/:threadId/people', 'routes/messages/people.tsx'),
  route('messages/:threadId/name', 'routes/messages/name.ts'),
  route('messages/:threadId/leave', 'routes/messages/leave.ts'),
  route('messages/:threadId/block', 'routes/messages/block.ts'),

  route('referrals', 'routes/referrals/list.tsx'),
  route('referrals/new', 'routes/referrals/new.tsx'),
  route('referrals/offers/:offerId', 'routes/referrals/offer.tsx', [
    route('accept', 'routes/referrals/offer-accept.tsx'),
    route('decline', 'routes/referrals/offer-decline.tsx'),
  ]),
  route('referrals/offers/:offerId/interest', 'routes/referrals/offer-interest.ts'),
  route('referrals/:code', 'routes/referrals/case.tsx', [
    route('return', 'routes/referrals/case-return.tsx'),
    route('cancel', 'routes/referrals/case-cancel.tsx'),
    route('withdraw-consent', 'routes/referrals/case-withdraw-consent.tsx'),
  ]),
  route('referrals/:code/identity', 'routes/referrals/case-identity.tsx'),
  route('referrals/:code/clinical', 'routes/referrals/case-clinical.tsx'),
  route('referrals/:code/consent', 'routes/referrals/case-consent.tsx'),
  route('referrals/:code/intake', 'routes/referrals/case-intake.ts'),
  route('referrals/:code/teaser', 'routes/referrals/teaser.tsx'),
  route('referrals/:code/hospitals', 'routes/referrals/hospitals.tsx'),
  route('referrals/:code/edit/patient', 'routes/referrals/edit-patient.tsx'),
  route('referrals/:code/edit/condition', 'routes/referrals/edit-condition.tsx'),
  route('referrals/:code/edit/request', 'routes/referrals/edit-request.tsx'),
  route('referrals/:code/edit/consent', 'routes/referrals/edit-consent.tsx'),
  route('referrals/:code/edit/review', 'routes/referrals/edit-review.tsx'),

  route('library', 'routes/library/list.tsx'),
  route('library/:slug', 'routes/library/item.tsx'),
  route('members', 'routes/members/list.tsx'),
  route('members/:slug', 'routes/members/organisation.tsx'),

  route('settings', 'routes/settings/profile.tsx'),
  route('settings/notifications', 'routes/settings/notifications.tsx'),
  route('settings/notifications/spaces', 'routes/settings/space-mails.ts'),
  route('settings/security', 'routes/settings/security.tsx'),
  route('settings/second-factor', 'routes/settings/second-factor.tsx'),
  route('settings/second-factor/confirm', 'routes/settings/confirm-second-factor.tsx'),
  route('settings/second-factor/remove', 'routes/settings/remove-second-factor.ts'),
  route('settings/sessions/end', 'routes/settings/end-session.ts'),
  route('settings/sessions/end-others', 'routes/settings/end-other-sessions.ts'),
  route('settings/tokens', 'routes/settings/tokens.tsx'),
  route('settings/tokens/revoke', 'routes/settings/revoke-token.ts'),
  route('notifications', 'routes/notifications/list.tsx'),
  route('notifications/read', 'routes/notifications/read-all.ts'),
  route('notifications/:id/open', 'routes/notifications/open.ts'),
  route('notifications/:id/mark', 'routes/notifications/mark.ts'),

  route('search', 'routes/search.tsx'),

  route('api/docs', 'routes/dev/reference.tsx'),
  route('dev/mail', 'routes/dev/mail-list.tsx'),
  route('dev/mail/:id', 'routes/dev/mail.tsx'),
  route('strings/:lang/:file', 'routes/strings.ts'),
  route('dev/ui', 'routes/gallery.tsx'),
  ...languages.flatMap((lang) => [
    route(lang, 'routes/public/home.tsx', { id: `public/home/${lang}` }),
    route(`${lang}/events`, 'routes/public/events.tsx', { id: `public/events/${lang}` }),
    route(`${lang}/events/:slug`, 'routes/public/event.tsx', { id: `public/event/${lang}` }),
    route(`${lang}/library`, 'routes/public/library.tsx', { id: `public/library/${lang}` }),
    route(`${lang}/library/:slug`, 'routes/public/library-item.tsx', {
      id: `public/library-item/${lang}`,
    }),
  ]),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
